import { ChildProcess, spawn } from 'child_process';

/**
 * Ends process groups when this process ends, however it ends.
 *
 * A process that is killed cannot end its children. This shell can: its input ends with whoever writes to it. Windows has no such groups.
 */
const SCRIPT = `
trap '' INT TERM HUP
groups=' '
while read -r verb group; do
  case $verb in
    watch) groups="$groups$group " ;;
    forget) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -TERM -"$group" 2>/dev/null; done
[ "$groups" = ' ' ] || sleep 2
for group in $groups; do kill -KILL -"$group" 2>/dev/null; done
`;

let watchdog: ChildProcess | undefined;

export function watch(group: number): void {
  tell(`watch ${group}`);
}

export function forget(group: number): void {
  tell(`forget ${group}`);
}

function tell(line: string): void {
  if (process.platform === 'win32') return;
  if (watchdog === undefined) {
    // In a group of its own: Ctrl-C in a terminal goes to the group of this process.
    watchdog = spawn('/bin/sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
    watchdog.unref();
    (watchdog.stdin as unknown as { unref(): void }).unref();
    watchdog.stdin!.on('error', () => {});
    watchdog.on('error', () => {});
  }
  watchdog.stdin!.write(`${line}\n`);
}
