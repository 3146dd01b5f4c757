import net from 'node:net';

const FIRST = Number(process.env.SHANGLIANG_FIRST_PORT ?? 18100);
const PER_WORKER = 40;

let next = 0;

/** A port nobody listens on, out of a range of the calling worker's own, so that workers do not race for one. */
export async function freePort(): Promise<number> {
  const worker = Number(process.env.TEST_PARALLEL_INDEX ?? 0);
  for (let tried = 0; tried < PER_WORKER; tried += 1) {
    const port = FIRST + worker * PER_WORKER + (next % PER_WORKER);
    next += 1;
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port from ${FIRST + worker * PER_WORKER} on`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
