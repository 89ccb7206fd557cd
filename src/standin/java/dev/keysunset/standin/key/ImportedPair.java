package dev.keysunset.standin.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;

/** The pair of a private key that somebody imports: its public half is worked out. */
final class ImportedPair {
    private ImportedPair() {}

    static KeyPair of(KeySpec spec, byte[] pkcs8) throws GeneralSecurityException {
        var factory = KeyFactory.getInstance(spec.jdkName());
        return switch (factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8))) {
            case RSAPrivateCrtKey key
            when spec.isRsa() && key.getModulus().bitLength() == spec.bits() ->
                new KeyPair(
                        factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())), key);
            case ECPrivateKey key
            when spec.isElliptic() && fieldBits(key.getParams()) == spec.bits() ->
                new KeyPair(
                        factory.generatePublic(
                                new ECPublicKeySpec(new Curve(key.getParams()).times(key.getS()), key.getParams())),
                        key);
            default -> throw new InvalidKeyException("No private key of spec " + spec);
        };
    }

    private static int fieldBits(ECParameterSpec params) {
        return params.getCurve().getField().getFieldSize();
    }

    /** Multiples of a curve's base point in affine coordinates: slow, and needed once a key. */
    private record Curve(ECParameterSpec params) {

        ECPoint times(BigInteger factor) {
            var sum = ECPoint.POINT_INFINITY;
            for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
                sum = plus(sum, sum);
                if (factor.testBit(bit)) {
                    sum = plus(sum, params.getGenerator());
                }
            }
            return sum;
        }

        private ECPoint plus(ECPoint a, ECPoint b) {
            if (a.equals(ECPoint.POINT_INFINITY)) {
                return b;
            }
            if (b.equals(ECPoint.POINT_INFINITY)) {
                return a;
            }
            if (a.getAffineX().equals(b.getAffineX()) && !a.getAffineY().equals(b.getAffineY())) {
                return ECPoint.POINT_INFINITY;
            }
            var p = prime();
            var slope = slope(a, b);
            var x = slope.pow(2)
                    .subtract(a.getAffineX())
                    .subtract(b.getAffineX())
                    .mod(p);
            var y = slope.multiply(a.getAffineX().subtract(x))
                    .subtract(a.getAffineY())
                    .mod(p);
            return new ECPoint(x, y);
        }

        private BigInteger slope(ECPoint a, ECPoint b) {
            var p = prime();
            return a.equals(b)
                    ? a.getAffineX()
                            .pow(2)
                            .multiply(BigInteger.valueOf(3))
                            .add(params.getCurve().getA())
                            .multiply(a.getAffineY().shiftLeft(1).modInverse(p))
                            .mod(p)
                    : b.getAffineY()
                            .subtract(a.getAffineY())
                            .multiply(b.getAffineX().subtract(a.getAffineX()).modInverse(p))
                            .mod(p);
        }

        private BigInteger prime() {
            return ((ECFieldFp) params.getCurve().getField()).getP();
        }
    }
}
