import { changePreferences, usePreferences } from '../text/preferences.ts'
import { useText } from '../text/use-text.ts'

const moon = <path d="M13 9.8A5.6 5.6 0 016.2 3a5.6 5.6 0 106.8 6.8z" />
const sun = (
  <>
    <circle cx="8" cy="8" r="2.8" />
    <path d="M8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M12.6 3.4l-1.1 1.1M4.5 11.5l-1.1 1.1" />
  </>
)

/** Language and theme of this machine. */
export function PreferenceButtons() {
  const t = useText()
  const { language, theme } = usePreferences()
  return (
    <>
      <button
        type="button"
        className="plain-button"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        aria-label={language === 'zh' ? 'Switch to English' : '切换到中文'}
        onClick={() => changePreferences({ language: language === 'zh' ? 'en' : 'zh' })}
      >
        {language === 'zh' ? 'EN' : '中文'}
      </button>
      <button
        type="button"
        className="plain-button icon-button"
        aria-label={
          theme === 'paper' ? t({ zh: '换成深色', en: 'Dark theme' }) : t({ zh: '换成浅色', en: 'Light theme' })
        }
        onClick={() => changePreferences({ theme: theme === 'paper' ? 'ink' : 'paper' })}
      >
        <svg
          viewBox="0 0 16 16"
          width="16"
          height="16"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
        >
          {theme === 'paper' ? moon : sun}
        </svg>
      </button>
    </>
  )
}
