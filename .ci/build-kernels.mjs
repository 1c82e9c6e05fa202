// Compiles the modules of src/kernels/assembly and writes their bytes into src/kernels (or the folder named).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = process.argv[2] ?? join(root, 'src/kernels');
const common = ['-O3', '--runtime', 'stub', '--importMemory', '--noExportMemory', '--initialMemory', '1', '--memoryBase', '1024'];
const modules = [
  { source: 'kernels', constant: 'kernelModule', options: ['--enable', 'simd'] },
  {
    source: 'tree-kernels',
    constant: 'treeKernelModule',
    options: ['--enable', 'simd', '--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'],
  },
];

const scratch = mkdtempSync(join(tmpdir(), 'kernels-'));
try {
  for (const { source, constant, options } of modules) {
    const module = join(scratch, `${source}.wasm`);
    const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js');
    execFileSync(process.execPath, [compiler, `src/kernels/assembly/${source}.ts`, ...common, ...options, '-o', module], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const base64 = readFileSync(module).toString('base64');
    writeFileSync(
      join(folder, `${source.replace('kernels', 'kernel')}-module.ts`),
      `/** \`assembly/${source}.ts\` compiled, in base64. Written by \`npm run build:kernels\`; a test holds it to its source. */\nexport const ${constant} =\n  '${base64}';\n`,
    );
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
