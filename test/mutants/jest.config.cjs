const base = require('../jest.config.cjs');

/** The configuration of `npm test`, with one planted mistake: the environment's MUTANT, see plant.cjs. */
const [unit] = base.projects;
const [[pattern, transformer]] = Object.entries(unit.transform);

module.exports = {
  ...base,
  collectCoverageFrom: [],
  projects: [{ ...unit, transform: { [pattern]: [require.resolve('./plant.cjs'), transformer[1]] } }],
};
