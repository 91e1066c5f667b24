// The Nu checker on every page, stylesheet and SVG. It must find no error; its warnings are shown.
// No error is filtered, and one warning: see BY_FILE.

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const jar = createRequire(import.meta.url)('vnu-jar');

/** The checker reads files here, and 'self' matches no `file:` address. In the browsers the policy is tried out. */
const BY_FILE = /^Resource violates Content Security Policy \(meta tag\): external stylesheet .* blocked by .style-src. directive\.$/;

async function nu(dir, files, ...options) {
  if (files.length === 0) return [];
  const args = ['-Xss4m', '-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always', ...options];
  const { stdout } = await run('java', [...args, ...files.map((file) => resolve(dir, file))], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout).messages;
}

export async function markup(site, check, note) {
  const kinds = [
    [site.pages.map((page) => page.file), '--html'],
    [site.styles, '--css'],
    [site.files.filter((file) => file.endsWith('.svg')), '--svg'],
  ];
  for (const [files, option] of kinds) {
    const messages = await nu(site.dir, files, option);
    const said = (file) => messages.filter((message) => message.url?.endsWith(`/${file}`));
    for (const file of files)
      check(
        file,
        said(file)
          .filter((message) => message.type !== 'info')
          .map((message) => `${message.lastLine ?? 0}:${message.lastColumn ?? 0} ${message.message} ${message.extract ?? ''}`),
      );
    const warnings = new Map();
    for (const message of messages.filter((found) => found.type === 'info' && !BY_FILE.test(found.message)))
      warnings.set(message.message, [...(warnings.get(message.message) ?? []), message.url]);
    for (const [text, urls] of warnings) note(`warning on ${urls.length} of ${files.length} files: ${text} (${urls[0].split('/').slice(-2).join('/')})`);
    const elsewhere = messages.filter((message) => !files.some((file) => message.url?.endsWith(`/${file}`)));
    check(`the checker itself, ${option}`, elsewhere.map((message) => message.message));
  }
}
