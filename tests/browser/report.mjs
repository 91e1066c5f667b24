// Counts checks. One line for each group, and below it only what is wrong.

export class Report {
  passed = 0;
  failed = 0;
  skipped = 0;

  /** With `only`, groups are run whose name holds it. */
  constructor(only = '') {
    this.only = only;
  }

  wants(name) {
    return name.includes(this.only);
  }

  /** Runs a group; `check(what, problems)` is one check, passed if `problems` is empty. */
  async group(name, run) {
    if (!this.wants(name)) return;
    const start = Date.now();
    const bad = [];
    const notes = [];
    let count = 0;
    const check = (what, problems) => {
      count += 1;
      if (problems.length === 0) this.passed += 1;
      else {
        this.failed += 1;
        bad.push(...problems.map((problem) => `${what}: ${problem}`));
      }
    };
    try {
      await run(check, (note) => notes.push(note));
    } catch (error) {
      if (error.name === 'Gone') {
        // What it had checked until then counts; what it had not is left out, and said.
        this.skip(name, `stopped after ${count} checks: ${error.message}`);
        if (!bad.length) return;
      } else check('stopped', [error.stack ?? String(error)]);
    }
    if (count === 0) check('nothing', ['the group checked nothing']);
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    console.log(`${bad.length ? 'FAIL' : 'ok  '} ${name}: ${count} checks, ${seconds} s`);
    for (const note of notes) console.log(`       ${note}`);
    for (const problem of bad) console.log(`     ! ${problem.replaceAll('\n', '\n       ')}`);
  }

  skip(name, reason) {
    this.skipped += 1;
    console.log(`skip ${name}: ${reason}`);
  }

  close() {
    console.log(`\n${this.passed} passed, ${this.failed} failed${this.skipped ? `, ${this.skipped} skipped` : ''}`);
    return this.failed === 0;
  }
}
