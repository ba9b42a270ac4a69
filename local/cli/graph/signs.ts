import type { NodeKind } from './picture';

/** The sign of each kind of node, as an SVG path in a square of 20 by 20. */
export const SIGNS: Readonly<Record<NodeKind, string>> = {
  // A cube.
  gateway: 'M10 2.5 16.5 6.2v7.6L10 17.5 3.5 13.8V6.2zM3.5 6.2 10 10l6.5-3.8M10 10v7.5',
  // A head with an antenna.
  agent: 'M5 7.5h10a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 15V9A1.5 1.5 0 0 1 5 7.5zM10 7.5V4M10 3.2v.1M7.3 11.2v1.2M12.7 11.2v1.2M1.8 11v2M18.2 11v2',
  // Two units of a server rack.
  mcpServer: 'M4 3.5h12a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1zM4 10.5h12a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-4a1 1 0 0 1 1-1zM6 6.5v.1M6 13.5v.1M9 6.5h5M9 13.5h5',
  // A lambda.
  function: 'M5.5 3.5h2.2c.7 0 1.1.3 1.4 1l5 11.2c.2.5.6.8 1.1.8h.8M9.7 8.2 5.2 16.5',
  // Brackets with a slash.
  api: 'M6.5 5.5 2.5 10l4 4.5M13.5 5.5l4 4.5-4 4.5M11.5 4l-3 12',
  // A globe.
  service: 'M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4zM2.8 10h14.4M10 2.8c2.2 2 3.2 4.4 3.2 7.2s-1 5.2-3.2 7.2M10 2.8C7.8 4.8 6.8 7.2 6.8 10s1 5.2 3.2 7.2',
  // A head with shoulders.
  caller: 'M10 3.2a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4zM3.5 17c.500-3.3 3.2-5 6.5-5s6 1.7 6.5 5',
};
