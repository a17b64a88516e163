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

/** How many statements, functions and branches of a file were covered when its coverage was last handed over. */
const handedOver = new Map();

const covered = ({ s, f, b }) => [...Object.values(s), ...Object.values(f), ...Object.values(b).flat()].filter((count) => count > 0).length;

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

  /**
   * The coverage of the files in which something was covered for the first time. Shared modules count from file to file, and what was
   * handed over before would be copied, sent and merged again for each test file.
   */
  getAllCoverageInfoCopy() {
    if (!this.folders) return super.getAllCoverageInfoCopy();
    const news = Object.entries(globalThis.__coverage__ ?? {}).filter(([path, file]) => covered(file) !== handedOver.get(path));
    for (const [path, file] of news) handedOver.set(path, covered(file));
    return structuredClone(Object.fromEntries(news));
  }

  /** Where the lines of a stack come from: the file's own modules, then the shared ones. */
  getSourceMaps() {
    const [own, others] = [super.getSourceMaps(), shared?.getSourceMaps()];
    if (!this.folders) return own;
    return { get: (path) => own.get(path) ?? others.get(path), [Symbol.iterator]: () => [...others, ...own].values() };
  }
}

module.exports = WorkerRuntime;
