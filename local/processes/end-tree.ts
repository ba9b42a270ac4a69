import { spawn } from 'child_process';

/** Sends a signal to a process that leads a group, and to all that it started. Windows has no groups, and no gentle signals. */
export function signalTree(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' }).on('error', () => {});
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // All of them have exited already.
  }
}
