#!/usr/bin/env node
'use strict';
require('./build-when-stale.cjs')();
require('../../dist/src/cli.js');
