// nginx and Caddy with the ready files of docs/deploy/, changed only where they must be to run here: the ports, the
// folders, the certificate. They run in the foreground and end with this program.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { join } from 'node:path';

/** A port that nobody listens on. */
export function freePort() {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Replaces all of a text, which must be there: a change that changes nothing would prove nothing. */
function changed(text, from, to) {
  if (!text.includes(from)) throw new Error(`not in the configuration: ${from}`);
  return text.replaceAll(from, to);
}

/** Starts a program and waits until it listens. */
async function started(name, command, args, { env, port, log }) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const hear = (bytes) => { said += bytes; };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise((done) => { child.on('exit', done); });
  const listens = () => new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => { socket.destroy(); done(true); });
    socket.on('error', () => done(false));
  });
  const until = Date.now() + 15_000;
  while (!(await listens())) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`${name} does not start: ${said}`);
    }
    await new Promise((done) => { setTimeout(done, 20); });
  }
  return {
    log: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
    said: () => said,
    stop: async () => { child.kill('SIGTERM'); await ended; },
  };
}

export const nginx = {
  name: 'nginx',
  version: () => spawnSync('nginx', ['-v'], { encoding: 'utf8' }).stderr.trim().replace(/^.*\//, ''),
  async start({ dir, site, port, plainPort, from, to, ready }) {
    const own = join(dir, 'nginx');
    mkdirSync(own, { recursive: true });
    if (!existsSync(join(own, 'key.pem'))) {
      const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
        '-subj', '/CN=example.org', '-keyout', join(own, 'key.pem'), '-out', join(own, 'cert.pem')], { encoding: 'utf8' });
      if (made.status !== 0) throw new Error(`no certificate: ${made.stderr}`);
    }
    const log = join(own, `access-${port}.log`);
    let text = readFileSync(join(ready, 'nginx.conf'), 'utf8');
    if (from) text = changed(text, from, to);
    text = changed(text, 'listen 443 ssl', `listen 127.0.0.1:${port} ssl`);
    text = changed(text, 'listen 80;', `listen 127.0.0.1:${plainPort};`);
    text = text.replace(/^ *listen \[::\].*\n/gm, '');
    text = changed(text, '/srv/www/example.org/', `${site}/`);
    text = changed(text, '/etc/letsencrypt/live/example.org/fullchain.pem', join(own, 'cert.pem'));
    text = changed(text, '/etc/letsencrypt/live/example.org/privkey.pem', join(own, 'key.pem'));
    text = changed(text, '/var/log/nginx/error.log', join(own, 'error.log'));
    // The log that says nothing about readers is tried too.
    text = changed(text, 'access_log off;\n    # access_log', 'access_log').replace('/var/log/nginx/example.org.log', log);
    writeFileSync(join(own, 'site.conf'), text);
    const module = ['/usr/lib/nginx/modules', '/usr/share/nginx/modules']
      .map((folder) => join(folder, 'ngx_http_brotli_static_module.so')).find(existsSync);
    if (!module) throw new Error('nginx has no module for brotli_static');
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${own}/${one};`).join(' ');
    writeFileSync(join(own, 'main.conf'), [
      `load_module ${module};`, 'daemon off;', 'worker_processes 1;', `pid ${own}/nginx.pid;`, 'error_log stderr emerg;',
      process.getuid() === 0 ? 'user root;' : '', 'events {}',
      `http { include /etc/nginx/mime.types; default_type application/octet-stream; ${temporary} include ${own}/site.conf; }`, '',
    ].join('\n'));
    const running = await started('nginx', 'nginx', ['-c', join(own, 'main.conf')], { port, log });
    return { ...running, tls: true, port, plainPort, logged: /^\d{4}-\d\d-\d\d \d{3} [A-Z]+ \/\S*$/ };
  },
  mutants: [
    ['no page for wrong addresses', 'error_page 404 /404.html;', ''],
    ['the page for wrong addresses says that all is well', 'error_page 404 /404.html;', 'error_page 404 =200 /404.html;'],
    ['no policy', 'add_header Content-Security-Policy', 'add_header X-Policy'],
    ['a policy that lets scripts in', "default-src 'none'; style", "default-src 'none'; script-src 'self'; style"],
    ['the policy is missing where something is wrong', `"no-referrer" always`, `"no-referrer"`],
    ['no gzip', 'gzip_static on;', ''],
    ['no brotli', 'brotli_static on;', ''],
    ['caches are not told of encodings', 'gzip_vary on;', ''],
    ['folders are listed', 'index index.html;', 'index index.html; autoindex on;'],
    ['hidden files are shown', '(?!well-known/)', '(?!well-known/|goodfit)'],
    ['files for other hosts are shown', 'location ~ ^/_(?:headers|redirects)$', 'location ~ ^/_$'],
    ['old addresses lead to pages that send on', 'return 301 $goodfit_moved;', ''],
    ['pages are kept for a day', '~\\.html$ "no-cache"', '~\\.html$ "max-age=86400"'],
    ['stylesheets are not kept', '[0-9a-f]+\\.css$', '[g-z]+\\.css$'],
    ['no ETag', 'charset utf-8;', 'charset utf-8; etag off;'],
    ['the log names the reader', '"$goodfit_day $status', '"$remote_addr $goodfit_day $status'],
    ['no encryption is kept', 'add_header Strict-Transport-Security "max-age=31536000" always;', ''],
  ],
};

export const caddy = {
  name: 'caddy',
  version: () => spawnSync('caddy', ['version'], { encoding: 'utf8' }).stdout.trim().split(' ')[0],
  async start({ dir, site, port, from, to, ready }) {
    const own = join(dir, 'caddy');
    mkdirSync(own, { recursive: true });
    const log = join(own, `access-${port}.log`);
    let text = readFileSync(join(ready, 'Caddyfile'), 'utf8');
    if (from) text = changed(text, from, to);
    text = changed(text, '\nexample.org {', `\nhttp://127.0.0.1:${port} {`);
    text = changed(text, '/srv/www/example.org/', `${site}/`);
    // The log that says nothing about readers is tried too.
    const [before, after] = text.split('\t# log {');
    if (after === undefined) throw new Error('the log is no longer shown');
    text = `${before}\tlog {${after.replaceAll('\n\t# ', '\n\t')}`.replace('/var/log/caddy/example.org.log', log);
    const file = join(own, 'Caddyfile');
    writeFileSync(file, `{\n\tadmin off\n\tauto_https off\n}\n${text}`);
    const env = { XDG_DATA_HOME: own, XDG_CONFIG_HOME: own, HOME: own };
    const running = await started('caddy', 'caddy', ['run', '--config', file, '--adapter', 'caddyfile'], { env, port, log });
    return { ...running, tls: false, port, logged: /^\{"level":"(?:info|error)","ts":"\d{4}-\d\d-\d\d",(?!.*((?<!"host":)"127\.0\.0\.|"remote_|"headers"|reader.1)).*$/ };
  },
  mutants: [
    ['no page for wrong addresses', 'rewrite * /404.html', 'rewrite * /405.html'],
    ['no policy', 'Content-Security-Policy "', 'X-Policy "'],
    ['nothing is sent compressed', 'precompressed br gzip', 'precompressed zstd'],
    ['folders are listed', 'file_server {', 'file_server browse {'],
    ['hidden files are shown', 'path */.* /_headers', 'path /_headers'],
    ['old addresses lead to pages that send on', 'redirects*.caddy', 'nothing*.caddy'],
    ['pages are kept for an hour', 'header @pages Cache-Control "no-cache"', ''],
    ['the log names the reader', 'request>remote_ip delete', 'request>proto delete'],
    ['the log has what was searched for', 'request>uri regexp', 'request>url regexp'],
    ['the policy is missing where something is wrong', 'handle_errors {\n\t\timport policy', 'handle_errors {'],
    ['readers can send something', 'respond @sent 405', ''],
  ],
};
