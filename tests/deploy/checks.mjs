// What a server has to do with a built site, whatever server it is. In: where it listens, and the folder of the
// site. Out: what is wrong, as lines.

import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

const DECODE = { br: brotliDecompressSync, gzip: gunzipSync, undefined: (bytes) => bytes };

/** One request, as it is: nothing is followed, nothing is decompressed. */
function ask({ tls, port, agent }, path, { method = 'GET', headers = {} } = {}) {
  return new Promise((done, fail) => {
    const options = { host: '127.0.0.1', port, path, method, headers: { 'user-agent': 'reader/1.0', ...headers }, agent, rejectUnauthorized: false, servername: 'example.org' };
    const request = (tls ? https : http).request(options, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => done({ status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(parts) }));
    });
    request.on('error', fail);
    request.end();
  });
}

/** `_headers` as the site has it: the policy of all files, and the rules of single ones. */
function policies(text) {
  const rules = new Map();
  let current;
  for (const line of text.split('\n')) {
    if (line.startsWith('  ')) {
      const [name, value] = line.trim().split(/: (.*)/s);
      current.push([name.toLowerCase(), value]);
    } else if (line) rules.set(line, current = []);
  }
  return rules;
}

/** The lines of a server's log, as soon as there are as many as requests, or after ten seconds. */
async function written(server, requests) {
  for (const until = Date.now() + 10_000; ;) {
    const lines = server.log().split('\n').filter(Boolean);
    if (lines.length >= requests || Date.now() > until) return lines;
    await new Promise((done) => { setTimeout(done, 20); });
  }
}

export async function checkServer(server, folder, { all = true } = {}) {
  const found = [];
  let asked = 0;
  const Agent = (server.tls ? https : http).Agent;
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const get = (path, options) => { asked += 1; return ask({ ...server, agent }, path, options); };
  const wrong = (path, what) => found.push(`${path}: ${what}`);
  const same = (path, what, is, should) => { if (is !== should) wrong(path, `${what} is ${is}, and should be ${should}`); };
  const file = (name) => readFileSync(join(folder, name));
  const rules = policies(file('_headers').toString());
  const policy = rules.get('/*');
  const withPolicy = (path, answer) => {
    for (const [name, value] of policy) same(path, name, answer.headers[name], value);
    same(path, 'strict-transport-security', answer.headers['strict-transport-security'], 'max-age=31536000');
    if (/nginx\/|caddy/i.test(answer.headers.server ?? '')) wrong(path, `the server says what it is: ${answer.headers.server}`);
  };
  const address = (name) => `/${name.replace(/(^|\/)index\.html$/, '$1').split('/').map(encodeURIComponent).join('/')}`;
  const names = JSON.parse(file('.goodfit/manifest.json')).files.map((one) => one.path);
  const served = names.filter((name) => !/\.(gz|br)$|^_|^404\.html$/.test(name));
  // Old addresses are redirects.
  const moved = file('_redirects').toString().trim().split('\n').map((line) => line.split(' '));
  const olds = new Set(moved.map(([old]) => old));

  const notFound = file('404.html');
  const missing = async (path, options) => {
    const answer = await get(path, options);
    same(path, 'the status', answer.status, 404);
    const page = DECODE[answer.headers['content-encoding']](answer.bytes);
    if (!page.equals(notFound)) wrong(path, 'does not show the page for wrong addresses');
    same(path, 'cache-control', answer.headers['cache-control'], 'no-cache');
    withPolicy(path, answer);
  };

  const one = async (name) => {
    const path = address(name);
    if (olds.has(path)) return;
    const original = file(name);
    for (const encoding of [undefined, 'gzip', 'br']) {
      const wants = encoding === 'br' ? 'gzip, deflate, br, zstd' : encoding;
      const answer = await get(path, { headers: wants ? { 'accept-encoding': wants } : {} });
      const suffix = { gzip: '.gz', br: '.br' }[encoding];
      const packed = suffix && names.includes(name + suffix);
      same(path, 'the status', answer.status, 200);
      same(path, 'content-encoding', answer.headers['content-encoding'], packed ? encoding : undefined);
      if (!DECODE[answer.headers['content-encoding']](answer.bytes).equals(original)) wrong(path, 'other bytes arrive');
      if (packed && !answer.bytes.equals(file(name + suffix))) wrong(path, `it is not the file ${name}${suffix}`);
      if (packed && !/accept-encoding/i.test(answer.headers.vary ?? '')) wrong(path, 'caches do not learn that there are encodings');
      withPolicy(path, answer);
      const kept = rules.get(`/${name}`)?.find(([header]) => header === 'cache-control')?.[1]
        ?? (name.endsWith('.html') ? 'no-cache' : 'public, max-age=3600');
      same(path, 'cache-control', answer.headers['cache-control'], kept);
      const type = { html: /^text\/html; ?charset=utf-8$/i, css: /^text\/css; ?charset=utf-8$/i, svg: /^image\/svg\+xml/, json: /^application\/json/, xml: /^(text|application)\/xml/, txt: /^text\/plain; ?charset=utf-8$/i }[name.split('.').pop()];
      if (type && !type.test(answer.headers['content-type'])) wrong(path, `the type is ${answer.headers['content-type']}`);
      const tag = answer.headers.etag;
      if (!tag) { wrong(path, 'has no ETag'); continue; }
      const again = await get(path, { headers: { 'if-none-match': tag, ...(wants ? { 'accept-encoding': wants } : {}) } });
      same(path, 'the status with its own ETag', again.status, 304);
      if (again.bytes.length) wrong(path, 'sends bytes although nothing changed');
    }
    const head = await get(path, { method: 'HEAD' });
    same(path, 'the status of HEAD', head.status, 200);
    same(path, 'the length of HEAD', Number(head.headers['content-length']), original.length);
    if (head.bytes.length) wrong(path, 'HEAD sends bytes');
  };
  // Whether something is broken shows on few files too.
  const some = served.filter((name, at) => all || at % 12 === 0 || !name.includes('/'));
  await Promise.all(some.map(one));

  for (const path of ['/nowhere', '/nowhere/', '/nowhere.css', '/style.00000000.css', '/urgent-help/nowhere', '/404.html']) await missing(path);
  await missing('/nowhere/', { headers: { 'accept-encoding': 'br' } });
  // A folder without a page, ours, version control's, and what is for other hosts.
  for (const path of ['/empty/', '/.goodfit/', '/.goodfit/manifest.json', '/.goodfit/lock', '/.gitignore', '/.git/config', '/%2egoodfit/manifest.json', '/_headers', '/_redirects']) await missing(path);

  for (const [old, now] of moved) {
    const answer = await get(old);
    same(old, 'the status', answer.status, 301);
    same(old, 'the new address', answer.headers.location, now);
    withPolicy(old, answer);
  }
  if (moved.length < 3) wrong('_redirects', 'has no old addresses');
  const slash = await get('/urgent-help');
  if (![301, 308].includes(slash.status)) wrong('/urgent-help', `the status is ${slash.status}`);
  same('/urgent-help', 'the new address', slash.headers.location, '/urgent-help/');
  const posted = await get('/urgent-help/', { method: 'POST' });
  same('POST /urgent-help/', 'the status', posted.status, 405);
  if (server.plainPort) {
    const plain = await ask({ port: server.plainPort }, '/urgent-help/?a=b');
    same('http://', 'the status', plain.status, 301);
    same('http://', 'the new address', plain.headers.location, 'https://example.org/urgent-help/?a=b');
  }
  // What the log says of all this. A server writes its line after the answer has gone: all of them have to be there
  // before their words count for anything.
  await get('/urgent-help/?secret=word');
  agent.destroy();
  const lines = await written(server, asked);
  if (lines.length < asked) wrong('the log', `has ${lines.length} lines after ${asked} requests`);
  const bad = lines.find((line) => !server.logged.test(line) || line.includes('secret'));
  if (bad) wrong('the log', `says who asked: ${bad}`);
  return { found, asked };
}
