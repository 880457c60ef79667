import type { MessageData, Text } from '@jianmo/connectors/words'
import { TRPCClientError } from '@trpc/client'

/** What a person can be told about something that failed. */
export interface ShownError {
  readonly code: string
  readonly text: Text
  readonly data: MessageData
}

interface ErrorShape {
  readonly code?: string
  readonly problem?: ShownError | null
}

function shapeOf(error: unknown): ErrorShape | null {
  return error instanceof TRPCClientError && typeof error.data === 'object' ? (error.data as ErrorShape | null) : null
}

/** tRPC's code (`UNAUTHORIZED`, `FORBIDDEN`, …), if the server answered. */
export function codeOf(error: unknown): string | null {
  return shapeOf(error)?.code ?? null
}

/** True if no answer came at all: the server is stopped or the network is away. */
export function isOffline(error: unknown): boolean {
  return error instanceof TRPCClientError ? shapeOf(error) === null : error instanceof TypeError
}

const byCode: Readonly<Record<string, Text>> = {
  UNAUTHORIZED: { zh: '登录已失效，请重新登录。', en: 'You are signed out. Please sign in again.' },
  FORBIDDEN: { zh: '您的角色不能查看或进行这项操作。', en: 'Your role may not see or do this.' },
  NOT_FOUND: {
    zh: '没有找到：可能已被删除，或不属于本院。',
    en: 'Not found: it may be gone, or belong to another office.',
  },
  BAD_REQUEST: { zh: '填写的内容不完整或格式不对。', en: 'What was filled in is incomplete or malformed.' },
}

/** The words for any failure: the product's own message if it has one, else by code, else an honest sentence. */
export function problemOf(error: unknown): ShownError {
  const shape = shapeOf(error)
  if (shape?.problem) return shape.problem
  if (isOffline(error)) {
    const text = {
      zh: '连不上服务器，请检查网络或稍后再试。',
      en: 'The server cannot be reached. Check the network or try again later.',
    }
    return { code: 'offline', text, data: {} }
  }
  const code = shape?.code ?? 'unexpected'
  const text = byCode[code] ?? {
    zh: '出现了没有预料到的错误，操作没有完成。请把时间告诉管理员，以便查日志。',
    en: 'Something unexpected failed and nothing was done. Tell an administrator the time, so that the log can be read.',
  }
  return { code, text, data: {} }
}

/** A failure of one of the plain HTTP routes (sign-in, import, claim): the body is JSON {code,text,data}. */
export class RouteError extends Error {
  readonly shown: ShownError
  constructor(shown: ShownError) {
    super(shown.text.en)
    this.shown = shown
  }
}

/** Like problemOf, for both kinds of failure. */
export function shownError(error: unknown): ShownError {
  return error instanceof RouteError ? error.shown : problemOf(error)
}
