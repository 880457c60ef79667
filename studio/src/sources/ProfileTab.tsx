import type { SourceTable } from '@jianmo/connectors/words'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { isFoundIn } from '../text/find-words.ts'
import { formatCount, formatSeconds, formatTime, usePreferences, useText } from '../text/index.ts'
import { Notice } from '../ui/index.ts'
import { ProfileView } from './ProfileView.tsx'
import { type RunningProfile, useProfile } from './use-profile.ts'

/** Columns of a table; a profile of them is made when a person asks for it. */
export function ProfileTab({ sourceId, table }: { readonly sourceId: string; readonly table: SourceTable }) {
  const t = useText()
  const running = useProfile(sourceId, table.name)
  const [query, setQuery] = useState('')
  const columns = table.columns.filter(({ name, comment }) => {
    const words = [name, comment ?? '']
    return isFoundIn({ words, spelled: words }, query)
  })
  return (
    <>
      <div className="tab-tools">
        <Input.Search
          allowClear
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          aria-label={t({ zh: '搜索列', en: 'Search columns' })}
          placeholder={t({ zh: '列名、注释或拼音', en: 'Column, comment or pinyin' })}
        />
        <ProfileState running={running} />
      </div>
      {running.problem !== null && (
        <div className="tab-notice">
          <Notice tone="error">{t(running.problem)}</Notice>
        </div>
      )}
      <ProfileView columns={columns} profile={running.profile} />
    </>
  )
}

function ProfileState({ running }: { readonly running: RunningProfile }) {
  const t = useText()
  const { language } = usePreferences()
  const { profile, progress } = running
  if (running.running) {
    const seconds = (progress?.milliseconds ?? 0) / 1000
    const about =
      progress?.rows == null
        ? ''
        : t({ zh: `，约 ${formatCount(progress.rows)} 行`, en: `, about ${formatCount(progress.rows)} rows` })
    return (
      <>
        <span className="scanning" role="status">
          <i className="turning" aria-hidden="true" />
          {t({
            zh: `正在数据源里扫描${about} · ${Math.round(seconds)} 秒`,
            en: `Scanning in the source${about} · ${Math.round(seconds)} s`,
          })}
        </span>
        <Button size="small" onClick={running.cancel}>
          {t({ zh: '取消', en: 'Cancel' })}
        </Button>
      </>
    )
  }
  return (
    <>
      <span className="muted">
        {profile === null
          ? t({
              zh: '画像扫描一遍全表：空值、不同值、常见值、分布、是不是身份证号。',
              en: 'A profile scans the table once: nulls, distinct and top values, ranges, what the values are.',
            })
          : t({
              zh: `${formatCount(profile.rows)} 行 · ${formatTime(profile.readAt)} 扫描，用时 ${formatSeconds(profile.milliseconds / 1000, language)}${profile.sampledRows < profile.rows ? ` · 标“样本”的数字取自 ${formatCount(profile.sampledRows)} 行` : ''}`,
              en: `${formatCount(profile.rows)} rows · scanned ${formatTime(profile.readAt)} in ${formatSeconds(profile.milliseconds / 1000, language)}${profile.sampledRows < profile.rows ? ` · figures marked “sample” are of ${formatCount(profile.sampledRows)} rows` : ''}`,
            })}
      </span>
      <Button size="small" type={profile === null ? 'primary' : 'default'} onClick={running.start}>
        {profile === null ? t({ zh: '开始画像', en: 'Profile the table' }) : t({ zh: '重新画像', en: 'Profile again' })}
      </Button>
    </>
  )
}
