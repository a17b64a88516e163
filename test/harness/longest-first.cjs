const TestSequencer = require('@jest/test-sequencer').default;

const UNKNOWN_MS = 1_000;
/** Of files that have not run on this machine: a long one that starts last would keep one core busy and leave the others idle. */
const EXPECTED_MS = [
  [/\/test\/http\/walks\//u, 20_000],
  [/\/test\/(?:http|architecture)\//u, 5_000],
];

/** jest's order, by the durations of the last run; without one, by what each kind of test takes instead of by the size of its file. */
class LongestFirst extends TestSequencer {
  time(test) {
    return super.time(test) ?? EXPECTED_MS.find(([kind]) => kind.test(test.path))?.[1] ?? UNKNOWN_MS;
  }
}

module.exports = LongestFirst;
