// Loaded before an MCP server: it listens where the emulator wants it, not at 0.0.0.0:8000 as on AgentCore Runtime, where each has a network of its own.
const { Server } = require('node:net');

const listen = Server.prototype.listen;
Server.prototype.listen = function (...args) {
  const done = args.find((argument) => typeof argument === 'function');
  return listen.call(this, Number(process.env.EMULATED_PORT), '127.0.0.1', ...done ? [done] : []);
};
