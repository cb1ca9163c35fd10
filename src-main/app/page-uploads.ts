import type { AppApi } from '#rpc/contract/app-api.ts'
import type { UploadId } from '#rpc/contract/dataset.ts'
import type { Handlers } from '#rpc/contract/remote.ts'

/** What one page has sent and not opened yet goes with the page. */
export class PageUploads {
  readonly api: Handlers<AppApi>
  private readonly core: Handlers<AppApi>
  private readonly uploads = new Set<UploadId>()
  private ended = false

  constructor(core: Handlers<AppApi>) {
    this.core = core
    this.api = {
      ...core,
      beginUpload: async (argument, context) => {
        const upload = await core.beginUpload(argument, context)
        this.uploads.add(upload)
        // The page may have gone while the file was made.
        if (this.ended) this.end()
        return upload
      },
      cancelUpload: (argument, context) => {
        this.uploads.delete(argument.upload)
        return core.cancelUpload(argument, context)
      },
    }
  }

  /** An upload that was opened no longer exists, and cancelling it again does nothing. */
  end(): void {
    this.ended = true
    const context = { signal: new AbortController().signal }
    for (const upload of this.uploads)
      Promise.resolve(this.core.cancelUpload({ upload }, context)).catch(() => undefined)
    this.uploads.clear()
  }
}
