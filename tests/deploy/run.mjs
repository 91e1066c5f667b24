// The built site behind real servers, on this machine only: `node run.mjs [--goodfit PROGRAM] [--root DIR] [--only SERVER]`.
//
// It builds the site with compressed files, starts nginx and Caddy with the ready files of docs/deploy/, asks for
// every file and looks at what comes. Then it breaks the configuration in one place after the other: each time, a
// check has to notice. `PATH` must have nginx (with the module for brotli_static) and caddy.

import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkServer } from './checks.mjs';
import { caddy, freePort, nginx } from './servers.mjs';
import { checkUploads } from './uploads.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const { values: options } = parseArgs({
  options: { goodfit: { type: 'string', default: resolve(top, 'target/release/goodfit') }, root: { type: 'string', default: top }, only: { type: 'string' } },
});
const goodfit = resolve(options.goodfit);
const root = resolve(options.root);
const dir = mkdtempSync(join(tmpdir(), 'goodfit-deploy-'));
chmodSync(dir, 0o755);
const problems = [];

/** The site, with a page that had other addresses. */
function build() {
  const site = join(dir, 'site');
  for (const name of ['goodfit.yaml', 'urls.lock', 'content', 'data', 'themes']) {
    if (existsSync(join(root, name))) cpSync(join(root, name), join(site, name), { recursive: true });
  }
  const page = '---\ntitle: "Moved"\ndescription: "This page had other addresses once, and is here to be found under them again."\n'
    + 'aliases: [/old-address/, "/äußerst%20alt/", /old-file.html]\n---\n\nHere it is.\n';
  writeFileSync(join(site, 'content/manual/moved.md'), page);
  mkdirSync(join(site, 'content/empty'), { recursive: true });
  // A folder without a page: whoever asks for it learns nothing.
  writeFileSync(join(site, 'content/empty/note.txt'), 'words '.repeat(400));
  const ran = spawnSync(goodfit, ['build', '--root', site, '--output', 'public', '--precompress', '--now', '2026-11-25', '--quiet'], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`the site was not built: ${ran.stderr}`);
  return site;
}

/** The lists of old addresses, as the manual says to make them. */
function redirects(site) {
  const manual = readFileSync(join(top, 'content/manual/deploying.md'), 'utf8');
  for (const name of ['redirects.map', 'redirects.caddy']) {
    const line = manual.split('\n').find((one) => one.startsWith('awk ') && one.endsWith(`> ${name}`));
    if (!line) throw new Error(`the manual no longer says how to make ${name}`);
    const ran = spawnSync('sh', ['-ec', line], { cwd: site, encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`${line}: ${ran.stderr}`);
  }
}

/** What is wrong with a server, as lines; `from` in its configuration is replaced by `to` first. */
async function tried(server, site, from, to) {
  const port = await freePort();
  const running = await server.start({ dir, site, port, plainPort: await freePort(), from, to, ready: join(top, 'docs/deploy') });
  try {
    return await checkServer(running, join(site, 'public'), { all: !from });
  } finally {
    await running.stop();
  }
}

try {
  const site = build();
  redirects(site);
  for (const server of [nginx, caddy].filter(({ name }) => !options.only || name === options.only)) {
    const began = Date.now();
    const { found, asked } = await tried(server, site);
    problems.push(...found.map((one) => `${server.name}: ${one}`));
    console.log(`${server.name} ${server.version()}: ${asked} requests, ${found.length} problems, ${Date.now() - began} ms`);
    if (found.length) continue;
    for (const [what, from, to] of server.mutants) {
      const broken = await tried(server, site, from, to);
      if (broken.found.length === 0) problems.push(`${server.name}: nobody noticed: ${what}`);
      console.log(`  ${broken.found.length ? 'noticed' : 'MISSED'}: ${what}${broken.found.length ? ` (${broken.found[0]})` : ''}`);
    }
  }
  problems.push(...(await checkUploads({ goodfit, site, dir, script: join(top, 'docs/deploy/upload.sh') })));
} catch (trouble) {
  problems.push(trouble.message);
} finally {
  rmSync(dir, { recursive: true, force: true });
}
for (const problem of problems) console.error(`! ${problem}`);
process.exit(problems.length ? 1 : 0);
