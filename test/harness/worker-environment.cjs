const { createContext } = require('node:vm');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** What jest keeps on the global object for one test file: its state, its event handlers, its timeout. */
const OF_ONE_FILE = /^(?:JEST_STATE_SYMBOL|EVENT_HANDLERS|TEST_TIMEOUT_SYMBOL|RETRY_\w+|WAIT_BEFORE_RETRY|LOG_ERRORS_BEFORE_RETRY)$/u;

/** jest asks for a context and treats `null` as an environment that has ended; the runtime compiles for the process instead. */
const unused = createContext();

const own = { console: globalThis.console, exit: process.exit, variables: { ...process.env } };

/**
 * The test files of a worker run in the realm of its process, so that they can share modules: an `Error` of the product is an
 * `Error` of every test. After each file the environment takes back what the file and jest changed in the process.
 */
class WorkerEnvironment {
  constructor({ projectConfig }) {
    this.global = globalThis;
    this.conditions = projectConfig.testEnvironmentOptions.customExportConditions;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimers = null;
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  exportConditions() {
    return this.conditions;
  }

  getVmContext() {
    return unused;
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    for (const symbol of Object.getOwnPropertySymbols(globalThis))
      if (OF_ONE_FILE.test(symbol.description)) Reflect.deleteProperty(globalThis, symbol);
    globalThis.console = own.console;
    process.exit = own.exit;
    process.exitCode = undefined;
    for (const name of Object.keys(process.env)) if (!(name in own.variables)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, own.variables);
  }
}

module.exports = WorkerEnvironment;
