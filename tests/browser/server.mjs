// A static host for the tests, on the loopback only: folders show their index.html, unknown
// addresses get 404.html, `_headers` is obeyed, and text is compressed. It keeps a log of what was asked for.

import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.xml': 'application/xml; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.pdf': 'application/pdf',
};

/** Rules of a `_headers` file: an address a line, then its headers, indented. */
export function parseHeaders(text) {
  const rules = [];
  for (const line of text.split('\n')) {
    if (!line.trim() || line.trimStart().startsWith('#')) continue;
    if (/^\s/.test(line)) {
      const [, name, value] = /^\s+([^:]+):\s*(.*)$/.exec(line);
      rules.at(-1).headers.push([name, value]);
    } else {
      const pattern = line.trim().split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
      rules.push({ path: new RegExp(`^${pattern.join('.*')}$`), headers: [] });
    }
  }
  return rules;
}

/** Names that a host does not publish: the manifest, the headers, and anything hidden. */
const isPrivate = (path) => path === '/_headers' || path.split('/').some((part) => part.startsWith('.'));

/** The body as the browser can read it. Quality 5: what hosts do on the fly; prepared files are smaller. */
function squeezed(body, accepted = '') {
  if (/\bbr\b/.test(accepted)) return ['br', brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })];
  if (/\bgzip\b/.test(accepted)) return ['gzip', gzipSync(body)];
  return [null, body];
}

/** A packet holds some 1,400 bytes, which are about so many of HTML before it is compressed. */
const FIRST_PACKET = 4096;

/** Sends in pieces with pauses between them, as a bad connection delivers. */
async function trickle(response, body, { pieces, pause }) {
  const size = Math.ceil(Math.max(body.length - FIRST_PACKET, 0) / pieces);
  for (let from = 0, to = FIRST_PACKET; from < body.length && !response.destroyed; [from, to] = [to, to + size]) {
    response.write(body.subarray(from, to));
    await new Promise((later) => setTimeout(later, pause));
  }
  response.end();
}

/**
 * A host of `dir`. Without `headers` it obeys no `_headers`; `edit(path, text)` changes pages on their way, or hides
 * them by null. Set `slow` on what is returned, and pages trickle: `{ pieces, pause }`, the pause in milliseconds.
 */
export async function serve(dir, { headers = true, edit = null } = {}) {
  const rules = headers ? parseHeaders(await readFile(join(dir, '_headers'), 'utf8').catch(() => '')) : [];
  const log = [];
  const host = { log, rules, slow: null };

  const answer = async (path) => {
    const file = join(dir, path);
    const found = isPrivate(path) ? null : await stat(file).catch(() => null);
    if (found?.isFile()) return { status: 200, file };
    if (found?.isDirectory()) {
      if (!path.endsWith('/')) return { status: 301, location: `${path}/` };
      const index = join(file, 'index.html');
      if (await stat(index).catch(() => null)) return { status: 200, file: index };
    }
    return { status: 404, file: join(dir, '404.html') };
  };

  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const { status, file, location } = await answer(path);
    log.push({ path, url: request.url, status });
    response.statusCode = status;
    for (const rule of rules) if (rule.path.test(path)) for (const [name, value] of rule.headers) response.setHeader(name, value);
    if (location) return response.setHeader('Location', location).end();
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    response.setHeader('Content-Type', type);
    let body = await readFile(file).catch(() => Buffer.from('There is no 404.html.'));
    if (edit && /\.(html|css)$/.test(file)) {
      const edited = edit(path, body.toString());
      if (edited === null) response.statusCode = 404;
      body = Buffer.from(edited ?? '');
    }
    if (host.slow && extname(file) === '.html') return trickle(response, body, host.slow);
    if (/text|xml|json|svg/.test(type)) {
      const [encoding, small] = squeezed(body, request.headers['accept-encoding']);
      response.setHeader('Vary', 'Accept-Encoding');
      if (encoding) response.setHeader('Content-Encoding', encoding);
      body = small;
    }
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return Object.assign(host, { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() });
}
