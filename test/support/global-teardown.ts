// Removes the build of global-setup.ts.
import { rmSync } from 'node:fs';

export default function teardown(): void {
  rmSync(process.env.KLARTEXT_BUILT as string, { recursive: true, force: true });
}
