// docs/deploy/upload.sh against a small object storage of our own: it takes PUT, HEAD and DELETE and remembers what
// came, in which order and with which headers.

import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';

const BUCKET = '/bucket/';

function storage() {
  const objects = new Map();
  const calls = [];
  const server = http.createServer((request, answer) => {
    const path = decodeURIComponent(new URL(request.url, 'http://storage').pathname);
    const key = path.startsWith(BUCKET) ? path.slice(BUCKET.length) : '';
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      if (request.method === 'PUT' && key) {
        const { 'content-type': type, 'content-encoding': encoding = '', 'cache-control': cache } = request.headers;
        objects.set(key, { bytes: Buffer.concat(parts), type, encoding, cache });
        calls.push(['upload', key]);
        answer.writeHead(200, { etag: '"0"' }).end();
      } else if (request.method === 'DELETE' && key) {
        objects.delete(key);
        calls.push(['delete', key]);
        answer.writeHead(204).end();
      } else if (request.method === 'HEAD' && objects.has(key)) {
        const { bytes, type } = objects.get(key);
        answer.writeHead(200, { 'content-length': bytes.length, 'content-type': type, 'last-modified': new Date(0).toUTCString(), etag: '"0"' }).end();
      } else answer.writeHead(404).end();
    });
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done({ objects, calls, port: server.address().port, close: () => server.close() }));
  });
}

export async function checkUploads({ goodfit, site, dir, script }) {
  const found = [];
  const there = await storage();
  // A machine's own settings for the real storage are not for this one.
  const others = Object.entries(process.env).filter(([name]) => !/^(AWS|RCLONE)_/.test(name));
  const env = {
    ...Object.fromEntries(others), GOODFIT: goodfit, RCLONE_CONFIG: join(dir, 'rclone.conf'),
    RCLONE_CONFIG_HOST_TYPE: 's3', RCLONE_CONFIG_HOST_PROVIDER: 'Other', RCLONE_CONFIG_HOST_ENDPOINT: `http://127.0.0.1:${there.port}`,
    RCLONE_CONFIG_HOST_ACCESS_KEY_ID: 'a', RCLONE_CONFIG_HOST_SECRET_ACCESS_KEY: 'b', RCLONE_CONFIG_HOST_NO_CHECK_BUCKET: 'true',
  };
  const upload = () => new Promise((done, fail) => {
    there.calls.length = 0;
    const child = spawn('sh', [script, 'host:bucket'], { cwd: site, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (part) => { said += part; });
    child.on('exit', (code) => (code ? fail(new Error(`upload.sh: ${said}`)) : done()));
  });
  const build = () => {
    const ran = spawnSync(goodfit, ['build', '--root', site, '--precompress', '--quiet', '--now', '2026-11-25'], { encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(ran.stderr);
  };
  const names = () => JSON.parse(readFileSync(join(site, 'public/.goodfit/manifest.json'))).files.map((one) => one.path);
  const compare = (when) => {
    const wanted = names();
    if (there.objects.size !== wanted.length) found.push(`${when}: ${there.objects.size} objects for ${wanted.length} files`);
    for (const name of wanted) {
      const object = there.objects.get(name);
      if (!object?.bytes.equals(readFileSync(join(site, 'public', name)))) { found.push(`${when}: ${name} is another one`); continue; }
      const plain = name.replace(/\.(gz|br)$/, '');
      const encoding = { gz: 'gzip', br: 'br' }[name.split('.').pop()] ?? '';
      const cache = plain.endsWith('.html') ? 'no-cache' : /^style/.test(plain) ? 'public, max-age=31536000, immutable' : 'public, max-age=3600';
      if (object.encoding !== encoding) found.push(`${when}: ${name} has the encoding ${object.encoding}`);
      if (object.cache !== cache) found.push(`${when}: ${name} is kept ${object.cache}`);
      if (plain.endsWith('.html') && object.type !== 'text/html; charset=utf-8') found.push(`${when}: ${name} is ${object.type}`);
    }
    // Styles before pages, deletions last.
    const stage = ([what, name]) => (what === 'delete' ? 2 : 0) + (/\.html(\.(gz|br))?$/.test(name) === (what === 'upload') ? 1 : 0);
    const stages = there.calls.map(stage);
    if (stages.some((one, at) => at > 0 && one < stages[at - 1])) found.push(`${when}: not in the order that is safe for readers`);
  };
  try {
    build();
    await upload();
    const first = there.calls.length;
    compare('at first');
    await upload();
    if (there.calls.length) found.push(`${there.calls.length} uploads although nothing changed`);
    appendFileSync(join(site, 'content/empty/note.txt'), 'more');
    rmSync(join(site, 'content/manual/moved.md'));
    build();
    await upload();
    compare('after a change');
    if (!there.calls.length || there.calls.length > first / 4) found.push(`${there.calls.length} calls for a small change`);
    console.log(`object storage: ${first} files uploaded, ${there.calls.length} calls for a small change, ${found.length} problems`);
  } finally {
    there.close();
  }
  return found;
}
