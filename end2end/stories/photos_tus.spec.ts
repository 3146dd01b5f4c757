import { createHash, randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { Upload, type UploadOptions } from 'tus-js-client';
import { Bucket } from '../harness/bucket.ts';
import { copyDemo } from '../harness/demo.ts';
import { freePort } from '../harness/ports.ts';
import { Server } from '../harness/server.ts';
import { expect, test } from '../harness/story.ts';
import { Client } from '../other-client/client.ts';

const CHUNK = 256 * 1024;

test('a stock client of tus sends a photo in chunks and goes on after the server was killed', async ({
  server,
  people,
}) => {
  await tell(server, people);
});

test('the same where the bytes lie in a bucket of S3', async ({ people }, story) => {
  const bucket = new Bucket(story.outputPath('bucket'));
  await bucket.start();
  const data = story.outputPath('with-bucket');
  await copyDemo(data);
  const server = new Server(data, await freePort(), undefined, bucket.photos);
  await server.start();
  try {
    await tell(server, people);
  } finally {
    await server.stop();
    bucket.stop();
  }
});

async function tell(server: Server, people: { member: { login: string; password: string }; feed: string }) {
  const client = new Client(server.origin);
  await client.signIn(people.member.login, people.member.password);
  await client.sync();
  const bytes = picture(500, 400);
  expect(bytes.length).toBeGreaterThan(2 * CHUNK);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  client.write('activity', people.feed, {
    create: {
      type: 'visit',
      phase: 'held',
      start: '2026-05-04T09:00',
      venue: people.feed.slice('venue:'.length),
      [`attendance:${client.user?.member}`]: 'present',
      narrative: '到柳林村走访三户群众，带回一张照片。',
      [`photo:01-${sha256.slice(0, 8)}`]: { sha256, len: bytes.length, mime: 'image/png' },
    },
  });
  const named = await client.roundTrip([...client.outbox]);
  expect(named.results).toEqual([{ n: 1, ver: 1 }]);
  expect(named.missing_blobs).toContain(sha256);

  const options: UploadOptions = {
    endpoint: `${server.origin}/api/v1/blobs`,
    headers: { Authorization: `Bearer ${client.token}` },
    metadata: { sha256, filetype: 'image/png' },
    chunkSize: CHUNK,
    retryDelays: null,
  };
  const begun = await firstChunk(bytes, options);
  await server.kill();
  await server.start();
  const sent = await wholeFile(bytes, { ...options, uploadUrl: begun });
  expect(sent, 'it goes on after what had arrived').toBeLessThan(bytes.length);

  expect((await client.roundTrip([...client.outbox])).missing_blobs).not.toContain(sha256);
  const reply = await fetch(`${server.origin}/api/v1/blobs/${sha256}`, { headers: options.headers });
  expect(reply.status).toBe(200);
  expect(createHash('sha256').update(Buffer.from(await reply.arrayBuffer())).digest('hex')).toBe(sha256);
  const small = await fetch(`${server.origin}/api/v1/blobs/${sha256}/thumb`, { headers: options.headers });
  expect(small.headers.get('content-type')).toBe('image/jpeg');
}

/** Sends until one chunk has arrived; answers where the upload is. */
function firstChunk(bytes: Buffer, options: UploadOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(bytes, {
      ...options,
      onError: reject,
      onChunkComplete: () => {
        void upload.abort().then(() => resolve(String(upload.url)));
      },
    });
    upload.start();
  });
}

/** Sends what is left; answers how many bytes that were. */
function wholeFile(bytes: Buffer, options: UploadOptions): Promise<number> {
  let sent = 0;
  return new Promise((resolve, reject) => {
    const count = (size: number) => (sent += size);
    new Upload(bytes, { ...options, onError: reject, onChunkComplete: count, onSuccess: () => resolve(sent) }).start();
  });
}

/** A PNG of noise, which does not pack. */
function picture(width: number, height: number): Buffer {
  const row = () => Buffer.concat([Buffer.of(0), randomBytes(3 * width)]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, row)));
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return Buffer.concat([signature, part('IHDR', header), part('IDAT', pixels), part('IEND', Buffer.alloc(0))]);
}

function part(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

function crc32(bytes: Buffer): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}
