// Removes the build of global-setup.mjs.
import { rmSync } from 'node:fs';

export default function teardown() {
  rmSync(process.env.KLARTEXT_BUILT, { recursive: true, force: true });
}
