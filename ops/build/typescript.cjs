'use strict';
// Lets a process require TypeScript sources, by the compiler that the build needs anyway: `node --require` this file. Types are not
// checked here.
const { readFileSync } = require('node:fs');
const { transpileModule, ModuleKind, ScriptTarget } = require('typescript');

const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2023, experimentalDecorators: true, esModuleInterop: true };

require.extensions['.ts'] = (module, fileName) => {
  module._compile(transpileModule(readFileSync(fileName, 'utf8'), { fileName, compilerOptions }).outputText, fileName);
};
