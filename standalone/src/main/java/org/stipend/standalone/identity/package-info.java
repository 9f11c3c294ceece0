/**
 * The OpenID provider of the embedded default: one person per role to choose from, so that no
 * sign-in code differs between a laptop and production.
 *
 * <p>Loopback belongs to everybody who has an account on the computer. So the page offers nobody to
 * a browser that has not shown the sign-in key once, by the link {@code
 * http://localhost:PORT/sign-in?key=KEY} or in the form of the page. The key is in the file {@code
 * sign-in-key} of the secrets directory, readable by its owner alone.
 *
 * <p>A bearer token for a person: {@code GET /embedded/token?person=researcher} with {@code
 * Authorization: Bearer KEY}, the key from the file {@code token-key} beside it; the answer is the
 * token as plain text. In a shell:
 *
 * <pre>{@code
 * curl -fs -H "Authorization: Bearer $(cat SECRETS/token-key)" \
 *     "http://localhost:PORT/embedded/token?person=researcher"
 * }</pre>
 */
@NullMarked
package org.stipend.standalone.identity;

import org.jspecify.annotations.NullMarked;
