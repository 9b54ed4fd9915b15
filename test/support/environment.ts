// Node's own module loader loads jsdom here: jest 30 on Node 20 cannot require the ES modules inside jsdom.
import { TestEnvironment } from 'jest-environment-node';

export default class extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    Object.assign(this.global, { loadJsdom: () => import('jsdom') });
  }
}
