import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** A path from the environment, relative to the checkout's root if it is relative at all. */
function configured(variable: string, otherwise: string): string {
  return path.resolve(root, process.env[variable] ?? otherwise);
}

/** What the stories run against; `cargo xtask e2e` builds it and sets the variables. */
export const built = {
  server: configured('SHANGLIANG_BIN', 'target/release/shangliang'),
  site: configured('SHANGLIANG_DIST', 'dist'),
  conformance: configured('SHANGLIANG_CONFORMANCE', 'target/conformance'),
  chromium: configured('SHANGLIANG_CHROMIUM', '/usr/bin/chromium'),
};
