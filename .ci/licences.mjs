// What we may depend on: `node licences.mjs METADATA`, the output of `cargo metadata --locked`.
// It says the same as deny.toml, for machines without cargo-deny.

import { readFileSync } from 'node:fs';

const ALLOWED = new Set([
  '0BSD', 'Apache-2.0', 'Apache-2.0 WITH LLVM-exception', 'BSD-2-Clause', 'BSD-3-Clause', 'BSL-1.0', 'CC0-1.0',
  'ISC', 'MIT', 'MIT-0', 'MPL-2.0', 'Unicode-3.0', 'Unlicense', 'Zlib',
]);

const BANNED = new Map([
  ['yaml-rust', 'unmaintained; syntect only brings it with a feature that we do not use'],
  ['serde_yaml', 'unmaintained; the name is ours for yaml_serde'],
  ['serde_yml', 'unsound; use yaml_serde'],
  ['openssl-sys', 'C; rustls does what we need'],
  ['onig_sys', 'C; syntect works with fancy-regex'],
]);

/** Whether an SPDX expression leaves us a choice that is allowed. `A/B` is the old way to write `A OR B`. */
export function allowed(expression) {
  const tokens = expression.replaceAll('/', ' OR ').match(/[()]|[^\s()]+/g);
  let at = 0;
  const atom = () => {
    if (tokens[at] === '(') {
      at += 1;
      const inner = either();
      at += 1; // the closing bracket
      return inner;
    }
    let name = tokens[at++];
    if (tokens[at] === 'WITH') name += ` WITH ${tokens[(at += 2) - 1]}`;
    return ALLOWED.has(name);
  };
  const both = () => {
    let result = atom();
    while (tokens[at] === 'AND') {
      at += 1;
      result = atom() && result;
    }
    return result;
  };
  const either = () => {
    let result = both();
    while (tokens[at] === 'OR') {
      at += 1;
      result = both() || result;
    }
    return result;
  };
  const result = either();
  if (at !== tokens.length) throw new Error(`not an SPDX expression: ${expression}`);
  return result;
}

const { packages } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const problems = [];
for (const { name, version, license, source } of packages) {
  const who = `${name} ${version}`;
  if (BANNED.has(name)) problems.push(`${who} is banned: ${BANNED.get(name)}`);
  if (!license) problems.push(`${who} names no licence`);
  else if (!allowed(license)) problems.push(`${who}: ${license} is not on the list`);
  if (source && !source.startsWith('registry+')) problems.push(`${who} does not come from the registry: ${source}`);
}
for (const problem of problems) console.error(`! ${problem}`);
console.log(`${packages.length} packages, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
