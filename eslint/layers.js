import { isBuiltin } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'

/**
 * Who may import whom (ARCHITECTURE, "Folders and what may import what"). `areas`: whose modules; `typesOf`: only their types;
 * `node`: Node's own modules, those of the network apart; `packages`: which packages, where that is a closed list.
 */
const layers = {
  learn: { areas: [], packages: [] },
  rpc: { areas: ['learn'], packages: ['@msgpack/msgpack'] },
  simd: { areas: ['learn'], node: true },
  assembly: { areas: [], packages: [] },
  store: { areas: ['learn', 'rpc'], node: true },
  processes: { areas: ['learn', 'simd', 'rpc', 'store'], node: true },
  app: { areas: ['learn', 'rpc', 'store'], typesOf: ['hosts'], node: true },
  hosts: { areas: ['learn', 'rpc', 'store', 'app'], node: true, network: true },
  entry: {
    areas: ['learn', 'rpc', 'store', 'simd', 'processes', 'app', 'hosts', 'notebook'],
    node: true,
    network: true,
  },
  notebook: { areas: ['learn', 'rpc', 'store', 'app', 'hosts'], node: true },
  renderer: { areas: ['learn', 'rpc'] },
}

/** Folders of the page that know no place, so that every place can use them. */
const placeless = /^src-renderer\/(charts|components|composables|digits|figure|jobs)\//

/** What hosts and entries alone may know: the window and the network. */
const network = ['electron', 'ws', 'http', 'https', 'http2', 'net', 'tls', 'dgram']

/** The area a file of the project lies in, or null outside of the sources. */
function areaOf(path) {
  const [top, folder, inner] = path.split(sep)
  if (top === 'src-renderer') return 'renderer'
  if (top !== 'src-main') return null
  if (folder.endsWith('.ts')) return 'entry'
  return folder === 'simd' && inner === 'assembly' ? 'assembly' : folder
}

/** Why one part of the page must not know another; null: it may. Paths from the root. */
function pageComplaint(file, target) {
  const placeOf = (path) => /^src-renderer\/places\/([^/]+)\//.exec(path.split(sep).join('/'))?.[1]
  const [own, other] = [placeOf(file), placeOf(target)]
  if (other === undefined || own === other) return null
  if (own !== undefined) return 'one place must not import from another: what they share has a folder beside places'
  return placeless.test(file.split(sep).join('/')) ? 'what all places share must not import from one of them' : null
}

function complaint({ from, specifier, file, root, typeOnly }) {
  const allowed = layers[from]
  if (!allowed) return `"${from}" is an area the layers do not know`
  if (specifier.startsWith('#') || specifier.startsWith('.')) {
    const path = relative(root, file)
    const target = specifier.startsWith('#')
      ? specifier.replace('#renderer', 'src-renderer')
      : join(dirname(path), specifier)
    const apart = pageComplaint(path, target)
    if (apart !== null) return apart
    const to = specifier.startsWith('#') ? specifier.slice(1).split('/')[0] : areaOf(target)
    const free = to === null || to === from || allowed.areas.includes(to) || (typeOnly && allowed.typesOf?.includes(to))
    return free ? null : `${from} must not import from ${to}`
  }
  const name = specifier.replace(/^node:/, '')
  if (network.includes(name) && !allowed.network) return `only hosts and entries may import "${specifier}"`
  if (isBuiltin(specifier)) return allowed.node ? null : `${from} must not import Node's "${specifier}"`
  const known =
    !allowed.packages || allowed.packages.some((own) => specifier === own || specifier.startsWith(`${own}/`))
  return known ? null : `${from} must not import the package "${specifier}"`
}

/** @type {import('eslint').Rule.RuleModule} */
export const layersRule = {
  meta: { type: 'problem', schema: [], messages: { crossed: 'Layers: {{complaint}}.' } },
  create(context) {
    const from = areaOf(relative(context.cwd, context.filename))
    if (from === null) return {}
    const check = (node) => {
      const specifier = node.source?.value
      if (typeof specifier !== 'string') return
      const typeOnly = node.importKind === 'type' || node.exportKind === 'type'
      const found = complaint({ from, specifier, file: context.filename, root: context.cwd, typeOnly })
      if (found) context.report({ node: node.source, messageId: 'crossed', data: { complaint: found } })
    }
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    }
  },
}
