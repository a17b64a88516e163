const { join, sep } = require('node:path');
const { compileFunction } = require('node:vm');
const Runtime = require('jest-runtime').default;
const WorkerEnvironment = require('./worker-environment.cjs');

/** Loads modules into the realm of the process instead of a context of their own. */
function inProcess(runtime) {
  const { executor } = runtime;
  executor.compile = (source, filename) => compileFunction(source, executor.injectedModuleParameters, { filename });
  return runtime;
}

let shared;

/**
 * Loads the modules of the product and of its packages once for each worker. jest alone loads them anew for each test file, and
 * the engine compiles and optimizes them anew: this took a third of the processor time of the tests.
 * Test files and what stands beside them in `test/` stay new for each file. A file that mocks a module with `jest.mock` asks for
 * modules of its own with `@jest-environment node` in its first comment.
 */
class WorkerRuntime extends Runtime {
  constructor(config, environment, resolver, transformer, cacheFS, ...rest) {
    super(config, environment, resolver, transformer, cacheFS, ...rest);
    if (!(environment instanceof WorkerEnvironment)) return;
    inProcess(this);
    shared ??= inProcess(new Runtime(config, environment, resolver, transformer, new Map(), ...rest));
    this.folders = ['src', 'migrations', 'node_modules'].map((folder) => join(config.rootDir, folder) + sep);
  }

  requireModuleOrMock(from, moduleName) {
    return this.isShared(from, moduleName) ? shared.requireModuleOrMock(from, moduleName) : super.requireModuleOrMock(from, moduleName);
  }

  isShared(from, moduleName) {
    if (!this.folders || moduleName === '@jest/globals' || this._resolution.isCoreModule(moduleName)) return false;
    const path = this._resolution.resolveCjs(from, moduleName);
    return this.folders.some((folder) => path.startsWith(folder));
  }

  setMock(...parameters) {
    if (this.folders) throw new Error('Modules are shared by test files: jest.mock needs `@jest-environment node` in the first comment');
    super.setMock(...parameters);
  }

  /** Where the lines of a stack come from: the file's own modules, then the shared ones. */
  getSourceMaps() {
    const [own, others] = [super.getSourceMaps(), shared?.getSourceMaps()];
    if (!this.folders) return own;
    return { get: (path) => own.get(path) ?? others.get(path), [Symbol.iterator]: () => [...others, ...own].values() };
  }
}

module.exports = WorkerRuntime;
