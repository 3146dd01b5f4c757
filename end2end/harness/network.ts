import http from 'node:http';
import type { Socket } from 'node:net';
import { Transform, pipeline } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** What happens to a request on its way. */
export type Fault =
  /** The server never hears of it and this status comes back. */
  | { answer: number; code?: string }
  /** The line breaks once so many bytes of the request are on their way. */
  | { breakAfter: number }
  /** The server does what was asked, and its reply is lost. */
  | { loseReply: true }
  /** It takes this many milliseconds longer. */
  | { delay: number };

/** A line that is slow for all that share it. */
export interface Slowness {
  /** Milliseconds until a request arrives. */
  latency: number;
  /** Bytes a second on the way back. */
  rate: number;
}

interface Trouble {
  path: string;
  fault: Fault;
  left: number;
  /** So many requests get through before the first of them. */
  skip: number;
}

/** The stretch of network between a browser and the server, with everything that can go wrong on it. */
export class Network {
  private readonly troubles: Trouble[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly proxy = http.createServer((request, response) => void this.carry(request, response));
  /** What was carried to the server, as `POST /api/v1/sync`. */
  readonly carried: string[] = [];
  /** What is under way. */
  private readonly open = new Set<http.IncomingMessage>();
  /** Where in its photo each piece that was carried begins. */
  readonly pieces: number[] = [];
  /** Bytes of the bodies that went to the browser, as compressed as they travelled. */
  bytes = 0;
  private slowness: Slowness | undefined;
  /** When the line has carried what it was given so far, in milliseconds since 1970. */
  private free = 0;

  constructor(
    readonly port: number,
    private readonly serverPort: number,
  ) {
    this.proxy.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  /** Where browsers go instead of the server itself. */
  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** There is signal. */
  async connect(): Promise<void> {
    if (this.proxy.listening) return;
    await new Promise<void>((resolve) => this.proxy.listen(this.port, '127.0.0.1', resolve));
  }

  /** There is none any more: what is under way breaks off, nothing new gets through. */
  async cut(): Promise<void> {
    if (!this.proxy.listening) return;
    const closed = new Promise<void>((resolve) => this.proxy.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** From now on this happens to requests whose path starts so, `times` of them or all until `clear`, after `skip` others. */
  trouble(path: string, fault: Fault, times = Number.POSITIVE_INFINITY, skip = 0): void {
    this.troubles.push({ path, fault, left: times, skip });
  }

  /** From now on the line is slow. */
  slowDown(slowness: Slowness): void {
    this.slowness = slowness;
  }

  /** No more trouble. */
  clear(): void {
    this.troubles.length = 0;
  }

  /** How many requests with this method and path reached the server. */
  count(request: string): number {
    return this.carried.filter((carried) => carried === request).length;
  }

  /** How many requests with this method and path are under way. */
  underWay(request: string): number {
    return [...this.open].filter(({ method, url }) => `${method} ${url}` === request).length;
  }

  private async carry(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const fault = this.meet(request.url ?? '/');
    if (fault && 'answer' in fault) {
      request.resume();
      const body = { code: fault.code ?? 'internal', message: '服务器出错了', detail: {} };
      response.writeHead(fault.answer, { 'Content-Type': 'application/json', 'Retry-After': '1' });
      response.end(JSON.stringify(body));
      return;
    }
    if (fault && 'delay' in fault) await sleep(fault.delay);
    if (this.slowness) await sleep(this.slowness.latency);
    this.carried.push(`${request.method} ${request.url}`);
    this.open.add(request);
    response.on('close', () => this.open.delete(request));
    const { method, url, headers } = request;
    if (method === 'PATCH') this.pieces.push(Number(headers['upload-offset']));
    const onward = http.request({ host: '127.0.0.1', port: this.serverPort, method, path: url, headers });
    onward.on('error', () => response.destroy());
    onward.on('response', (reply) => {
      if (fault && 'loseReply' in fault) {
        reply.resume().on('end', () => response.destroy());
        return;
      }
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      pipeline(reply, this.line(), response, () => {});
    });
    if (fault && 'breakAfter' in fault) {
      let passed = 0;
      request.on('data', (chunk: Buffer) => {
        onward.write(chunk);
        passed += chunk.length;
        if (passed < fault.breakAfter) return;
        onward.destroy();
        request.socket.destroy();
      });
      return;
    }
    request.pipe(onward);
  }

  /** Counts what passes, and holds it up as long as the line is busy with it. */
  private line(): Transform {
    return new Transform({
      transform: async (chunk: Buffer, _encoding, passed) => {
        this.bytes += chunk.length;
        if (this.slowness) {
          this.free = Math.max(this.free, Date.now()) + (chunk.length / this.slowness.rate) * 1000;
          await sleep(this.free - Date.now());
        }
        passed(null, chunk);
      },
    });
  }

  private meet(path: string): Fault | undefined {
    const trouble = this.troubles.find((trouble) => trouble.left > 0 && path.startsWith(trouble.path));
    if (trouble && trouble.skip > 0) {
      trouble.skip -= 1;
      return undefined;
    }
    if (trouble) trouble.left -= 1;
    return trouble?.fault;
  }
}
