import { App as AntApp, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { usePreferences } from '../text/preferences.ts'
import { antdTheme } from '../ui/antd-theme.ts'

const themes = { paper: antdTheme('paper'), ink: antdTheme('ink') }
const locales = { zh: zhCN, en: enUS }

/** Ant Design in the studio's tokens and language; stories and tests use it, too. */
export function ThemedApp({ children }: { readonly children: ReactNode }) {
  const { language, theme } = usePreferences()
  return (
    <ConfigProvider
      theme={themes[theme]}
      locale={locales[language]}
      // Ant Design parts two Chinese characters in a button by a space: house style is without.
      button={{ autoInsertSpace: false }}
    >
      <AntApp component={false} message={{ maxCount: 3 }}>
        {children}
      </AntApp>
    </ConfigProvider>
  )
}
