// One suite: to load the clients of AWS takes longer than most of these tests.
import './drift';
import './left-open';
import './no-answer';
import './outcome';
import './print-policy';
import './wait';
