import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Ends every process group that has a process with this argument, at once and without a word to it, as Android does
 * when it needs the memory. The argument has to be one that only the caller's own processes have.
 */
export async function killGroupsWith(argument: string): Promise<void> {
  for (let round = 0; round < 50; round += 1) {
    const groups = await groupsWith(argument);
    if (groups.size === 0) return;
    for (const group of groups) {
      try {
        process.kill(-group, 'SIGKILL');
      } catch {
        // It ended by itself in between.
      }
    }
    await sleep(50);
  }
  throw new Error(`processes with ${argument} survive being killed`);
}

async function groupsWith(argument: string): Promise<Set<number>> {
  const groups = new Set<number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const command = await readFile(`/proc/${name}/cmdline`, 'utf8');
      if (!command.split(/[\0 ]/).includes(argument)) continue;
      const stat = await readFile(`/proc/${name}/stat`, 'utf8');
      // After the command in parentheses come the state, the parent and the group.
      const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
      if (group > 1) groups.add(group);
    } catch {
      // It ended while being looked at.
    }
  }
  return groups;
}
