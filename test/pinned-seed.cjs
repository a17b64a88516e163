// The runs of property tests in CI are the same each time, so that a failure belongs to the change; elsewhere they are new
// ones, which find more. A failure prints its seed either way.
if (process.env.CI) require('fast-check').configureGlobal({ seed: 20_261_130 });
