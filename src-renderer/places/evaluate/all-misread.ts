/** What stands beside the figures while nothing is selected. */
export const allMisread = 'All misread digits'
