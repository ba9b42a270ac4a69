import type { NodeKind, Picture } from './picture';
import { SIGNS } from './signs';
import { KIND_TITLES } from './theme';

/** An explanation of a sign or line that is in the picture. */
export interface LegendItem {
  readonly title: string;
  /** SVG with a height of 20. */
  readonly sample: string;
  readonly sampleWidth: number;
}

export function legendOf({ nodes, edges, findings }: Picture): LegendItem[] {
  const kinds = (Object.keys(KIND_TITLES) as NodeKind[]).filter((kind) => nodes.some((node) => node.kind === kind));
  const line = (className: string, title: string) => ({
    title, sample: `<g class="wire ${className}"><path d="M0 10h20"/><path class="head" d="M26 10l-8 -4v8z"/></g>`, sampleWidth: 26,
  });
  const severities = (['error', 'warning'] as const).filter((severity) => findings.some((finding) => finding.severity === severity));
  return [
    ...kinds.map((kind) => ({ title: KIND_TITLES[kind], sample: `<g class="${kind}"><path class="sign" d="${SIGNS[kind]}"/></g>`, sampleWidth: 20 })),
    ...edges.length > 0 ? [line('', 'call, with its authentication')] : [],
    ...edges.some(({ certain }) => !certain) ? [line('perhaps', 'unknown until deployment')] : [],
    ...edges.some(({ open }) => open) ? [line('open', 'open to anyone')] : [],
    ...severities.map((severity) => ({
      title: `${severity} found by agentcore-gateway check`, sample: `<g class="mark ${severity}"><rect y="2" width="16" height="16" rx="8"/></g>`, sampleWidth: 16,
    })),
  ];
}
