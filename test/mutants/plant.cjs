const { createHash } = require('node:crypto');
const { resolve } = require('node:path');
const swc = require('@swc/jest');

const { file, find, replace } = JSON.parse(process.env.MUTANT ?? '{}');
const planted = file && resolve(__dirname, '../..', file);

/** Transforms as the tests do, but for one line of one file; nothing is written to the source. */
module.exports = {
  createTransformer(options) {
    const inner = swc.createTransformer(options);
    const changed = (source, path) => (path === planted ? source.replace(find, () => replace) : source);
    return {
      ...inner,
      process: (source, path, config) => inner.process(changed(source, path), path, config),
      getCacheKey: (source, path, config) =>
        createHash('sha256')
          .update(inner.getCacheKey(source, path, config))
          .update(path === planted ? `${find} ${replace}` : '')
          .digest('hex'),
    };
  },
};
