# Short names for what we do often. `just` alone lists them.

_default:
  @just --list

# Everything that has to hold before a change lands
ready:
  bash .ci/run

# The tests alone
test *ARGS:
  cargo test --locked {{ARGS}}

# Accept what the program says now as what the tests expect; look at the diff afterwards
bless:
  UPDATE_EXPECT=1 cargo test --locked
  git diff --stat

# How long it takes
bench *ARGS:
  python3 benches/run.py {{ARGS}}

# Build the site of this repository
site:
  cargo run --locked --release -- build

# Preview it while you write
serve:
  cargo run --locked --release -- serve

# The built site in browsers and validators
browsers: site
  cd tests/browser && npm ci --no-audit --no-fund
  node tests/browser/run.mjs public

# Pictures of the built site, to look at
shots OUT="target/shots": site
  node tests/browser/shots.mjs public {{OUT}}
