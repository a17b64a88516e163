// The property tests of a run begin with the seed that announce-seed.ts has printed.
require('fast-check').configureGlobal({ seed: Number(process.env.PROPERTY_SEED) });
