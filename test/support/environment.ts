// Node's own module loader loads jsdom here: jest 30 on Node 20 cannot require the ES modules inside jsdom.
const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.loadJsdom = () => import('jsdom');
  }
};
