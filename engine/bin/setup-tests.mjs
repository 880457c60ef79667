/** What the tests need beside npm packages: a Chromium with CJK fonts, PostgreSQL and MariaDB binaries. Debian as root
 * installs them by itself; elsewhere the message says what to install. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const chromiums = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

function findChromium() {
  return process.env.JIANMO_CHROMIUM ?? chromiums.find((path) => existsSync(path))
}

function hasCjkFont() {
  const listed = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' })
  return listed.status === 0 && listed.stdout.trim() !== ''
}

function hasPostgres() {
  const folder = '/usr/lib/postgresql'
  return existsSync(folder) && readdirSync(folder).some((major) => existsSync(`${folder}/${major}/bin/initdb`))
}

function hasMariadb() {
  const folders = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/usr/libexec']
  return ['mariadbd', 'mariadb-install-db'].every((program) =>
    folders.some((folder) => existsSync(`${folder}/${program}`)),
  )
}

/** Debian packages that are missing on this machine. */
function missingPackages() {
  return [
    ...(findChromium() ? [] : ['chromium']),
    ...(hasCjkFont() ? [] : ['fonts-noto-cjk', 'fontconfig']),
    ...(hasPostgres() ? [] : ['postgresql']),
    ...(hasMariadb() ? [] : ['mariadb-server']),
  ]
}

/** @returns environment for the tests: JIANMO_CHROMIUM is the browser's path. */
export async function ensureTestMachine() {
  const missing = missingPackages()
  if (missing.length > 0) {
    const isRoot = process.getuid?.() === 0
    const hasApt = existsSync('/usr/bin/apt-get')
    if (!isRoot || !hasApt) {
      process.stderr.write(
        `测试需要：${missing.join('、')}。请由管理员安装后重试（Debian：apt-get install ${missing.join(' ')}）。\n` +
          `The tests need: ${missing.join(', ')}. Ask an administrator to install them and try again.\n`,
      )
      process.exit(1)
    }
    process.stdout.write(`正在安装测试所需软件 / installing for the tests: ${missing.join(', ')}\n`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' })
    const installed = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    if (installed.status !== 0) process.exit(installed.status ?? 1)
  }
  const chromium = findChromium()
  if (!chromium) {
    process.stderr.write('没有找到 Chromium。 No Chromium was found; set JIANMO_CHROMIUM to its path.\n')
    process.exit(1)
  }
  return { JIANMO_CHROMIUM: chromium }
}
