/**
 * The language of the books: accounts, postings, transactions. Books only grow; a correction is
 * another transaction. Writing them down is the caller's.
 *
 * <table>
 *   <caption>Kinds of transaction</caption>
 *   <tr><th>kind</th><th>postings</th></tr>
 *   <tr><td>GRANT</td><td>funding - a, credit + a</td></tr>
 *   <tr><td>REVOKE</td><td>credit - a, funding + a</td></tr>
 *   <tr><td>USAGE</td><td>credit - c for each grant drawn (or payer, or platform), consumed + c</td></tr>
 *   <tr><td>EXPIRE</td><td>credit - e, breakage + e</td></tr>
 *   <tr><td>REVERSAL</td><td>the mirror of another transaction</td></tr>
 *   <tr><td>RESTATE</td><td>as USAGE, what a reversed one should have been</td></tr>
 *   <tr><td>PAYER_TRANSFER</td><td>one payer + c, another - c</td></tr>
 * </table>
 *
 * <p>No account for rounding is needed: what is consumed is what is paid, to the nano.
 */
@NullMarked
package org.stipend.cost.ledger;

import org.jspecify.annotations.NullMarked;
