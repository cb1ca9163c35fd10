import { join } from 'node:path'
import { RuleTester } from 'eslint'
import tseslint from 'typescript-eslint'
import { afterAll, describe, it } from 'vitest'
import { layersRule } from '../../eslint/layers.js'

Object.assign(RuleTester, { afterAll, describe, it })

const tester = new RuleTester({ languageOptions: { parser: tseslint.parser } })
const at = (path: string, code: string) => ({ name: `${path}: ${code}`, code, filename: join(process.cwd(), path) })
const crossed = (path: string, code: string, complaint: string) => ({
  ...at(path, code),
  errors: [{ messageId: 'crossed', data: { complaint } }],
})

tester.run('the layer rule', layersRule, {
  valid: [
    at('src-main/learn/svm/svc.ts', "import { x } from '../pipeline/pipeline.ts'"),
    at('src-main/app/jobs.ts', "import type { Host } from '#hosts/host.ts'"),
    at('src-main/app/jobs.ts', "import { join } from 'node:path'"),
    at('src-main/processes/training-process.ts', "import { team } from '#simd/team.ts'"),
    at('src-main/hosts/browser-server.ts', "import { WebSocketServer } from 'ws'"),
    at('src-main/notebook/table.ts', "import { createNodeHost } from '#hosts/node-host.ts'"),
    at('src-main/index.ts', "import { app } from 'electron'"),
    at('src-main/rpc/transports/frame-codec.ts', "import { encode } from '@msgpack/msgpack'"),
    at(
      'src-renderer/places/train/TrainView.vue.ts',
      "import { ref } from 'vue'; import '#learn/params.ts'; import '../api.ts'",
    ),
    at(
      'src-renderer/places/evaluate/report/report.ts',
      "import '#renderer/places/evaluate/remarks.ts'; import '../remarks.ts'; import '#renderer/jobs/go-on.ts'",
    ),
    at('src-renderer/frame/places.ts', "await import('#renderer/places/data/DataView.vue')"),
    at('test/app/jobs.test.ts', "import { jobs } from '#app/jobs.ts'; import '#renderer/api.ts'"),
  ],
  invalid: [
    crossed('src-main/learn/svm/svc.ts', "import '#rpc/wire.ts'", 'learn must not import from rpc'),
    crossed('src-main/learn/svm/svc.ts', "import '../../simd/team.ts'", 'learn must not import from simd'),
    crossed('src-main/learn/svm/svc.ts', "import 'node:fs'", 'learn must not import Node\'s "node:fs"'),
    crossed('src-main/learn/svm/svc.ts', "import 'fs'", 'learn must not import Node\'s "fs"'),
    crossed('src-main/learn/svm/svc.ts', "import 'valibot'", 'learn must not import the package "valibot"'),
    crossed('src-main/app/jobs.ts', "import { x } from '#hosts/host.ts'", 'app must not import from hosts'),
    crossed('src-main/app/jobs.ts', "import '#processes/data-process.ts'", 'app must not import from processes'),
    crossed('src-main/app/jobs.ts', "import '../index.ts'", 'app must not import from entry'),
    crossed('src-main/app/jobs.ts', "import { app } from 'electron'", 'only hosts and entries may import "electron"'),
    crossed(
      'src-main/app/jobs.ts',
      "import type { App } from 'electron'",
      'only hosts and entries may import "electron"',
    ),
    crossed('src-main/processes/data/x.ts', "import 'node:http'", 'only hosts and entries may import "node:http"'),
    crossed('src-main/rpc/peer.ts', "import 'ws'", 'only hosts and entries may import "ws"'),
    crossed('src-main/rpc/peer.ts', "export * from '#store/run-store.ts'", 'rpc must not import from store'),
    crossed('src-main/store/x.ts', "export { x } from '#app/x.ts'", 'store must not import from app'),
    crossed('src-main/simd/assembly/x.ts', "import '../team.ts'", 'assembly must not import from simd'),
    crossed('src-renderer/api.ts', "await import('#app/app-core.ts')", 'renderer must not import from app'),
    crossed('src-renderer/api.ts', "import '../src-main/store/x.ts'", 'renderer must not import from store'),
    crossed('src-renderer/api.ts', "import 'node:path'", 'renderer must not import Node\'s "node:path"'),
    crossed(
      'src-renderer/digits/judged.ts',
      "import '#renderer/places/evaluate/remarks.ts'",
      'what all places share must not import from one of them',
    ),
    ...[
      "import '#renderer/places/train/go-on.ts'",
      "import '../train/go-on.ts'",
      "await import('#renderer/places/train/TrainView.vue')",
    ].map((code) =>
      crossed(
        'src-renderer/places/evaluate/score.ts',
        code,
        'one place must not import from another: what they share has a folder beside places',
      ),
    ),
    crossed('src-main/odd/x.ts', "import 'vue'", '"odd" is an area the layers do not know'),
  ],
})
