// One suite: to load the CDK takes longer than most of these tests.
import './described-trail';
import './example';
import './l2-trail';
import './templates';
