import { execFile } from 'child_process';
import { readdir, readFile, readlink } from 'fs/promises';

/**
 * The ports that a process group listens on, as the operating system tells.
 *
 * A server may listen elsewhere than `PORT` says: many for AgentCore Runtime are written for port 8000. Empty where the system does not tell.
 */
export async function listeningPorts(group: number): Promise<readonly number[]> {
  switch (process.platform) {
    case 'linux': return onLinux(group);
    case 'darwin': return withLsof(group);
    default: return [];
  }
}

async function onLinux(group: number): Promise<readonly number[]> {
  const sockets = new Set((await Promise.all((await processesOf(group)).map(socketsOf))).flat());
  if (sockets.size === 0) return [];
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')));
  return tables.flatMap((table) => table.split('\n').slice(1)).flatMap((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
    return state === LISTEN && sockets.has(inode) ? [Number.parseInt(local.slice(local.lastIndexOf(':') + 1), 16)] : [];
  });
}

/** How /proc/net/tcp says that a socket listens. */
const LISTEN = '0A';

async function processesOf(group: number): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const groups = await Promise.all(pids.map(async (pid) => {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // `pid (name) state parent group …`, and the name may have spaces.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
  }));
  return pids.filter((_, index) => groups[index] === group);
}

async function socketsOf(pid: string): Promise<readonly string[]> {
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const targets = await Promise.all(descriptors.map((descriptor) => readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '')));
  return targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []);
}

function withLsof(group: number): Promise<readonly number[]> {
  return new Promise((resolve) => {
    // It ends with 1 when it finds nothing.
    execFile('lsof', ['-a', '-g', String(group), '-iTCP', '-sTCP:LISTEN', '-P', '-n', '-Fn'], (_, stdout) => {
      resolve([...stdout.matchAll(/^n.*:(\d+)$/gm)].map(([, port]) => Number(port)));
    });
  });
}
