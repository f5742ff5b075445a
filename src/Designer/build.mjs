// Builds the pages for the host: called by Host.csproj when a source or the lock file has changed.
// Usage: node build.mjs <output folder> <stamp file>. Safe when several builds of the host run at once.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const here = dirname(fileURLToPath(import.meta.url))
const [output, stamp] = process.argv.slice(2)
const started = Date.now()
const lock = `${stamp}.lock`
const modules = join(here, 'node_modules', '.built-from')

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.log(`页面未构建：需要 Node.js 20.19 或更新版本，当前为 ${process.versions.node}；接口仍可运行。`)
  process.exit(0)
}

mkdirSync(dirname(stamp), { recursive: true })
await holdLock()
try {
  if (!builtByAnother()) build()
} finally {
  rmSync(lock, { recursive: true, force: true })
}

function build() {
  const wanted = hash('package-lock.json') + hash('package.json')
  if (!existsSync(modules) || readFileSync(modules, 'utf8') !== wanted) {
    npm('ci', '--no-audit', '--no-fund', '--loglevel=error')
    writeFileSync(modules, wanted)
  }
  // Built beside and then swapped in, so that a running host never serves half a build.
  const fresh = `${output}.new`
  npm('run', 'build', '--silent', '--', '--logLevel', 'warn', '--outDir', fresh)
  pack(fresh)
  addTypeface(fresh)
  addPdfParts(fresh)
  rmSync(output, { recursive: true, force: true })
  renameSync(fresh, output)
  writeFileSync(stamp, new Date().toISOString())
}

/** Lays a packed copy beside every text that is worth it; the host sends what the browser takes. Both pack as small as they can. */
function pack(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = join(folder, name)
    if (!/\.(m?js|css|html|svg)$/.test(name) || statSync(file).size < 1024) continue
    const text = readFileSync(file)
    writeFileSync(`${file}.br`, brotliCompressSync(text))
    writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }))
  }
}

/** The Chinese typeface that the host prints papers in; no page loads it. */
function addTypeface(folder) {
  mkdirSync(join(folder, 'fonts'))
  for (const [weight, file] of [['400Regular', 'NotoSerifSC_400Regular.ttf'], ['700Bold', 'NotoSerifSC_700Bold.ttf']])
    copyFileSync(join(here, 'node_modules', '@expo-google-fonts', 'noto-serif-sc', weight, file), join(folder, 'fonts', file))
}

/** What the pages' PDF viewer asks for when a PDF needs it, under the viewer's version: it never changes there. */
function addPdfParts(folder) {
  const viewer = join(here, 'node_modules', 'pdfjs-dist')
  const { version } = JSON.parse(readFileSync(join(viewer, 'package.json'), 'utf8'))
  for (const part of ['cmaps', 'standard_fonts', 'wasm']) cpSync(join(viewer, part), join(folder, 'assets', `pdf-${version}`, part), { recursive: true })
}

function npm(...args) {
  // On Windows npm is a script, which only a shell can start.
  execFileSync('npm', args, { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' })
}

function hash(file) {
  return createHash('sha256').update(readFileSync(join(here, file))).digest('hex')
}

function builtByAnother() {
  return existsSync(stamp) && existsSync(output) && statSync(stamp).mtimeMs > started
}

async function holdLock() {
  for (;;) {
    try {
      mkdirSync(lock)
      writeFileSync(join(lock, 'pid'), String(process.pid))
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (!holderLives()) rmSync(lock, { recursive: true, force: true })
    else await new Promise((wake) => setTimeout(wake, 500))
  }
}

function holderLives() {
  try {
    const pid = Number(readFileSync(join(lock, 'pid'), 'utf8'))
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Just made and not yet signed, or held by somebody else's process: it lives.
    if (error.code === 'EPERM') return true
    return error.code === 'ENOENT' && existsSync(lock) && Date.now() - statSync(lock).mtimeMs < 5000
  }
}
