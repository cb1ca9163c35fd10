import { workerData } from 'node:worker_threads'
import { joinTeam, type TeamMemberData } from '#simd/team-member.ts'

joinTeam(workerData as TeamMemberData)
