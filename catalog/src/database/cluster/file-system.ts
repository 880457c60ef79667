import { accessSync, constants, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { clusterError } from './errors.ts'

/** Types on which locks or fsync do not hold (trust: NFS, SMB and 9p have lost databases). */
const networkTypes = new Set([
  'nfs',
  'nfs4',
  'cifs',
  'smb3',
  'smbfs',
  '9p',
  'afs',
  'ceph',
  'glusterfs',
  'lustre',
  'fuse.sshfs',
  'fuse.glusterfs',
  'fuse.s3fs',
  'fuse.rclone',
  'davfs',
  'fuse.davfs2',
])

/** Type of the file system that holds `path`, read from the text of /proc/self/mountinfo; null if unknown. */
export function fileSystemOf(path: string, mountinfo: string): string | null {
  let best = { point: '', type: null as string | null }
  for (const line of mountinfo.split('\n')) {
    const [before, after] = line.split(' - ')
    const point = before?.split(' ')[4]?.replaceAll('\\040', ' ')
    const type = after?.split(' ')[0]
    if (point === undefined || type === undefined) continue
    const holds = point === '/' || path === point || path.startsWith(`${point}/`)
    // A later line mounts over an earlier one.
    if (holds && point.length >= best.point.length) best = { point, type }
  }
  return best.type
}

/** @throws network-file-system */
export function refuseNetworkFolder(folder: string): void {
  if (!existsSync('/proc/self/mountinfo')) return
  const type = fileSystemOf(realpathSync(folder), readFileSync('/proc/self/mountinfo', 'utf8'))
  if (type !== null && networkTypes.has(type)) throw clusterError('network-file-system', { folder, type })
}

/** Makes the folder that holds the cluster's files. 0711: another uid must be able to pass through to the data folder,
 * nobody may list. @throws folder-not-writable */
export function makeParentFolder(folder: string): string {
  const parent = dirname(folder)
  try {
    mkdirSync(parent, { recursive: true, mode: 0o711 })
    accessSync(parent, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw notWritable(parent, cause)
  }
  return parent
}

export function notWritable(folder: string, cause: unknown) {
  const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
  return clusterError('folder-not-writable', { folder, reason }, { cause })
}
