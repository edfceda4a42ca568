// Compiles wasm/ with AssemblyScript and writes its code, as text, into lib/, where it is committed: neither the package nor a bundle has to
// find another file. With --check it only says whether the code is what the source compiles to.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'lib/log-format/scanner/wasm-code.ts');

const sources = ['wasm/scanner.ts', 'wasm/inflate.ts', 'wasm/checksum.ts'];
const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--initialMemory', '16', '--use', 'abort='];
const files = new Map();
const { error, stderr } = await asc.main([...sources, ...options, '-o', 'scanner.wasm'], {
  readFile: (name, base) => readOrNull(join(base, name)),
  writeFile: (name, content) => files.set(name, content),
  listFiles: () => [],
});
if (error) {
  console.error(stderr.toString());
  process.exit(1);
}

const wasm = Buffer.from(files.get('scanner.wasm'));
const hash = createHash('sha256').update(allSources());
const code = `// Written by tools/build-scanner.mjs from wasm/.

/** SHA-256 of the sources. */
export const WASM_SOURCE = '${hash.digest('hex')}';

/** The scanner as WebAssembly: compressed, which base64 hides from who compresses the bundle, and in base64. */
export const WASM_CODE =
  '${brotliCompressSync(wasm).toString('base64')}';
`;
if (!process.argv.includes('--check')) writeFileSync(target, code);
else if (!isTheSame(readFileSync(target, 'utf8'))) {
  console.error('lib/log-format/scanner/wasm-code.ts is not what wasm/ compiles to; run node tools/build-scanner.mjs');
  process.exit(1);
}

/** Not to the byte: each version of Node compresses in its own way. */
function isTheSame(written) {
  const [, packed = ''] = /'([A-Za-z0-9+/=]{100,})'/.exec(written) ?? [];
  return (
    written.replace(packed, '') === code.replace(/'[A-Za-z0-9+/=]{100,}'/, "''") && brotliDecompressSync(Buffer.from(packed, 'base64')).equals(wasm)
  );
}

/** What else the sources import is below wasm/, too. */
function allSources() {
  const folder = join(root, 'wasm');
  return readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
}

function readOrNull(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
