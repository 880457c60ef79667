import { theme as antd, type ThemeConfig } from 'antd'
import type { Theme } from '../text/preferences.ts'
import css from './tokens.css?raw'

type Tokens = Readonly<Record<string, string>>

/** Reads the `--name: value` pairs of the rules whose selector is accepted, later rules over earlier ones. */
export function readTokens(source: string, accept: (selector: string) => boolean): Tokens {
  const tokens: Record<string, string> = {}
  const rules = source.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{([^}]*)\}/g)
  for (const [, selector = '', body = ''] of rules) {
    if (!accept(selector)) continue
    for (const [, name = '', value = ''] of body.matchAll(/--([\w-]+):\s*([^;]+);/g)) tokens[name] = value.trim()
  }
  return tokens
}

function tokensOf(theme: Theme): Tokens {
  return readTokens(css, (selector) => selector.includes(':root') || selector.includes(`"${theme}"`))
}

function must(tokens: Tokens, name: string): string {
  const value = tokens[name]
  if (value === undefined) throw new Error(`tokens.css has no --${name}`)
  return value
}

/** Ant Design in the studio's tokens: 13 px, 30 px rows, thin lines, one accent. */
export function antdTheme(name: Theme): ThemeConfig {
  const tokens = tokensOf(name)
  const of = (token: string) => must(tokens, token)
  return {
    algorithm: name === 'ink' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      fontFamily: of('font'),
      fontFamilyCode: of('mono'),
      fontSize: 13,
      lineHeight: 1.6,
      controlHeight: 30,
      controlHeightSM: 24,
      borderRadius: 6,
      borderRadiusLG: 8,
      borderRadiusSM: 4,
      wireframe: false,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
      colorPrimary: of('accent'),
      colorLink: of('accent-ink'),
      colorInfo: of('accent'),
      colorSuccess: of('ok'),
      colorWarning: of('stale'),
      colorError: of('bad'),
      colorText: of('ink'),
      colorTextSecondary: of('ink-2'),
      colorTextTertiary: of('ink-3'),
      colorTextDescription: of('ink-3'),
      colorTextPlaceholder: of('ink-3'),
      colorBgLayout: of('bg'),
      colorBgContainer: of('surface'),
      colorBgElevated: of('raised'),
      colorBorder: of('line-strong'),
      colorBorderSecondary: of('line'),
      colorTextLightSolid: of('on-accent'),
      boxShadow: of('shadow-2'),
      boxShadowSecondary: of('shadow-2'),
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
        // The algorithm's own is paler than the accent: its words could not be read under the pointer.
        colorPrimaryHover: of('accent-ink'),
      },
      Tabs: { horizontalItemPadding: '7px 0', horizontalItemGutter: 22, titleFontSize: 13, horizontalMargin: '0' },
      Modal: { titleFontSize: 14 },
      Tooltip: {
        colorBgSpotlight: name === 'ink' ? of('line-strong') : of('ink'),
        colorTextLightSolid: name === 'ink' ? of('ink') : of('surface'),
      },
      Segmented: { itemSelectedColor: of('accent-ink'), trackBg: of('sunken') },
      Form: { itemMarginBottom: 14, verticalLabelPadding: '0 0 2px' },
    },
  }
}
