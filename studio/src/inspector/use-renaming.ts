import { isColumnName } from '@jianmo/engine/schema'
import { useMemo } from 'react'
import {
  isFreeColumn,
  isFreeParameter,
  renameColumn,
  renameParameter,
  useSession,
  whereNamed,
} from '../document/index.ts'
import type { Renaming } from '../expression/index.ts'
import { useText } from '../text/index.ts'

/** Renaming from within the expressions of a node: where the name was given, and whatever means it. */
export function useRenaming(nodeId: string): Renaming {
  const t = useText()
  const { document: store, catalogue } = useSession()
  return useMemo(() => {
    const graph = () => store.getState().history.document
    const titleOf = (id: string) => graph().nodes.find((node) => node.id === id)?.title ?? id
    const placeOf = (name: string) => whereNamed(graph(), nodeId, { name, known: catalogue })

    const refuse: Renaming['refuse'] = (kind, name) => {
      if (!store.getState().mayEdit)
        return t({ zh: '这个模型只能看，不能改。', en: 'This model can only be looked at.' })
      if (kind === 'parameter')
        return graph().parameters.some((parameter) => parameter.name === name)
          ? null
          : t({ zh: `没有参数“$${name}”。`, en: `There is no parameter "$${name}".` })
      const place = placeOf(name)
      if (place === null) return t({ zh: `没有“${name}”这一列。`, en: `There is no column "${name}".` })
      if (!('source' in place)) return null
      const title = titleOf(place.source)
      return t({
        zh: `“${name}”是数据表“${title}”的列名，要改名请在它后面加一个“选择列”。`,
        en: `"${name}" is a column of the table "${title}". Add a Select after it to rename it.`,
      })
    }

    const rename: Renaming['rename'] = (kind, name, next) => {
      const refused = refuse(kind, name)
      if (refused !== null) return refused
      const { dispatch, settle } = store.getState()
      if (kind === 'parameter') {
        if (!isFreeParameter(graph(), next))
          return t({
            zh: `“$${next}”不能用作参数名：须为小写字母、数字、下划线，且不与其他参数同名。`,
            en: `"$${next}" cannot name a parameter: small letters, digits and _, and not taken.`,
          })
        dispatch(renameParameter(name, next, catalogue))
        return null
      }
      const place = placeOf(name)
      if (place === null || 'source' in place) return refused
      if (!isColumnName(next))
        return t({
          zh: `“${next}”不能用作列名：以字母或汉字开头，只含字母、汉字、数字、下划线。`,
          en: `"${next}" cannot name a column: a letter, then letters, digits and _.`,
        })
      if (!isFreeColumn(graph(), place, { name: next, known: catalogue }))
        return t({
          zh: `“${titleOf(place.nodeId)}”里已经有一列叫“${next}”，请换一个名字。`,
          en: `"${titleOf(place.nodeId)}" has a column "${next}" already. Choose another name.`,
        })
      settle()
      dispatch(renameColumn(place, next, catalogue))
      settle()
      return null
    }
    return { refuse, rename }
  }, [t, store, catalogue, nodeId])
}
